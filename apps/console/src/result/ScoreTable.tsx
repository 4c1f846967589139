import type { ScoreSheet, ScoredSitting } from '@kaochang/contract/result'
import { marksText } from '@kaochang/domain/law/marks'
import { Button, Input, Select, Table, Tag } from 'antd'
import { useState } from 'react'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { areaName } from '../language/words.ts'
import { useFilters } from '../wire/use-filters.ts'
import { DecideLate } from './DecideLate.tsx'
import '../bank/bank.css'
import './result.css'

/** Everybody's score; the points by area unfold, and late answers are decided about here. */
export function ScoreTable({ sheet }: { sheet: ScoreSheet }) {
  const { t } = useTexts()
  const may = useMay()
  const [filters, setFilters] = useFilters(['result', 'text'])
  const [deciding, setDeciding] = useState<ScoredSitting | null>(null)
  const text = filters.text ?? ''
  const fits = ({ name, ticket, passed, undecidedLateFrames }: ScoredSitting) =>
    (name.includes(text) || ticket.includes(text)) &&
    (filters.result === undefined ||
      (filters.result === 'late' ? undecidedLateFrames > 0 : passed === (filters.result === 'passed')))

  return (
    <>
      <div className="row" style={{ marginBottom: 12 }}>
        <Select
          allowClear
          style={{ width: 160 }}
          aria-label={t('result.outcome')}
          placeholder={t('result.outcome')}
          value={filters.result}
          onChange={(result?: string) => setFilters({ result })}
          options={[
            { value: 'passed', label: t('result.onlyPassed') },
            { value: 'failed', label: t('result.onlyFailed') },
            { value: 'late', label: t('result.onlyLate') },
          ]}
        />
        <Input.Search
          allowClear
          style={{ width: 220 }}
          placeholder={t('result.search')}
          defaultValue={text}
          onSearch={(text) => setFilters({ text })}
        />
      </div>
      <Table<ScoredSitting>
        rowKey="sittingId"
        size="small"
        dataSource={sheet.sittings.filter(fits)}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showTotal: (total) => t('frame.count', { total }) }}
        locale={{ emptyText: <EmptyPage what={t('result.noRows')} begin="" /> }}
        expandable={{ expandedRowRender: (sitting) => <ByArea sitting={sitting} /> }}
        columns={[
          {
            title: t('result.ticket'),
            key: 'ticket',
            width: 140,
            render: (_, { ticket }) => <span className="code">{ticket}</span>,
          },
          { title: t('result.name'), key: 'name', render: (_, { name }) => name },
          {
            title: t('result.idNumber'),
            key: 'id',
            width: 170,
            render: (_, { idNumberMasked }) => <span className="numbers">{idNumberMasked}</span>,
          },
          {
            title: t('result.attempt'),
            key: 'attempt',
            width: 80,
            render: (_, { attempt }) => (attempt > 1 ? t('session.retake') : t('session.firstAttempt')),
          },
          {
            title: t('result.points'),
            key: 'points',
            width: 90,
            align: 'right',
            sorter: (one, other) => one.points - other.points,
            render: (_, { points }) => <span className="points">{marksText(points)}</span>,
          },
          {
            title: t('result.outcome'),
            key: 'outcome',
            width: 100,
            render: (_, { passed }) => (
              <Tag color={passed ? 'success' : 'error'}>{passed ? t('result.passed') : t('result.failed')}</Tag>
            ),
          },
          {
            title: t('result.endReason'),
            key: 'end',
            width: 150,
            // A practical exam ends with its examiners, in no other way.
            hidden: sheet.session.component === 'practical',
            render: (_, { endReason }) => <EndReason reason={endReason} />,
          },
          {
            title: t('result.late'),
            key: 'late',
            width: 190,
            // Most exams have none, and the column would stand empty.
            hidden: !sheet.sittings.some(({ undecidedLateFrames }) => undecidedLateFrames > 0),
            render: (_, sitting) =>
              sitting.undecidedLateFrames > 0 && (
                <span className="row">
                  <span className="amber strong">{t('result.lateCount', { total: sitting.undecidedLateFrames })}</span>
                  {may('decide_late_frames') && (
                    <Button size="small" type="primary" onClick={() => setDeciding(sitting)}>
                      {t('result.decide')}
                    </Button>
                  )}
                </span>
              ),
          },
        ]}
      />
      {deciding && <DecideLate sitting={deciding} onClose={() => setDeciding(null)} />}
    </>
  )
}

function EndReason({ reason }: { reason: string }) {
  const { t } = useTexts()
  return reason === 'handed_in' || reason === 'time_up' || reason === 'ended_by_invigilator'
    ? t(`words.endReason.${reason}`)
    : reason
}

function ByArea({ sitting: { byArea } }: { sitting: ScoredSitting }) {
  const { t, language } = useTexts()
  return (
    <table className="cell-grid" style={{ maxWidth: 620 }}>
      <thead>
        <tr>
          <th scope="col">{t(byArea.some(({ subject }) => subject) ? 'practical.subject' : 'result.area')}</th>
          <th scope="col">{t('result.areaPoints')}</th>
        </tr>
      </thead>
      <tbody>
        {byArea.map(({ area, subject, points, full }) => (
          <tr key={subject?.code ?? area}>
            <th scope="row">{subject ? `${subject.code} ${subject[language]}` : areaName(area, language)}</th>
            <td>
              {marksText(points)} / {marksText(full)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
