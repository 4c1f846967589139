import type { PenaltyView } from '@kaochang/contract/supervision'
import { Button, Card, Table } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { tradeName } from '../language/words.ts'
import { dateText } from '../time/beijing-time.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { RecordPenalty } from './RecordPenalty.tsx'
import './supervision.css'

/** The penalty decisions received in copy, with what they may lead to. */
export function PenaltiesPage() {
  const { t, language } = useTexts()
  const may = useMay()
  const [recording, setRecording] = useState(false)
  const answer = useAnswer('GET /v1/penalties', {})
  const record = may('record_supervision') && (
    <Button type="primary" onClick={() => setRecording(true)}>
      {t('supervision.recordPenalty')}
    </Button>
  )
  return (
    <>
      <PageHeading title={t('supervision.penalties')} about={t('supervision.penaltiesAbout')} acts={record} />
      <Loaded answer={answer}>
        {({ penalties }) => (
          <Card>
            <Table<PenaltyView>
              rowKey="id"
              size="middle"
              pagination={{ pageSize: 20, hideOnSinglePage: true, showTotal: (total) => t('frame.count', { total }) }}
              dataSource={penalties}
              locale={{
                emptyText: (
                  <EmptyPage
                    what={t('supervision.noPenalties')}
                    begin={t('supervision.noPenaltiesBegin')}
                    act={record}
                  />
                ),
              }}
              columns={[
                {
                  title: t('supervision.decisionReference'),
                  key: 'reference',
                  width: 220,
                  render: (_, { reference, agency }) => (
                    <>
                      <span className="strong">{reference}</span>
                      <div className="quiet">{agency}</div>
                    </>
                  ),
                },
                {
                  title: t('supervision.decidedOn'),
                  key: 'on',
                  width: 150,
                  render: (_, { decidedOn }) => <span className="numbers">{dateText(decidedOn, language)}</span>,
                },
                {
                  title: t('supervision.party'),
                  key: 'party',
                  width: 240,
                  render: (_, { enterprise, person }) => (
                    <>
                      {enterprise?.name ?? (person ? '' : t('supervision.noParty'))}
                      {person && (
                        <div>
                          {person.name} <span className="quiet numbers">{person.idNumberMasked}</span>
                        </div>
                      )}
                    </>
                  ),
                },
                {
                  title: t('supervision.decision'),
                  key: 'text',
                  render: (_, { text, certificates }) => (
                    <>
                      <div className="complaint-text">{text}</div>
                      {may('issue_certificate') &&
                        certificates.map(({ id, trade }) => (
                          <div key={id}>
                            <Link to={`/certificates/${id}`}>
                              {t('supervision.revocable')}
                              {t('words.colon')}
                              {tradeName(trade, language)}
                            </Link>
                          </div>
                        ))}
                    </>
                  ),
                },
              ]}
            />
          </Card>
        )}
      </Loaded>
      {recording && <RecordPenalty onClose={() => setRecording(false)} />}
    </>
  )
}
