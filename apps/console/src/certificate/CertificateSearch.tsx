import { call } from '@kaochang/browser/call'
import type { CertificateSummary } from '@kaochang/contract/certificate'
import { EXAM_CATEGORIES } from '@kaochang/domain/law/categories'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Select, Table } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { useTexts } from '../language/language.ts'
import { provinceName } from '../language/words.ts'
import { dateText } from '../time/beijing-time.ts'
import { StateTag } from './StateTag.tsx'
import { subjectWords } from './certificate-words.ts'
import './certificate.css'

type Of = 'all' | 'expiring' | 'revocation_proposed' | 'ended'
type Sought = { category: CertificateSummary['category'] | null; name: string; idNumber: string; number: string }

const NOTHING: Sought = { category: null, name: '', idNumber: '', number: '' }

/** Certificates of a kind. What is sought is not kept in the address: it may be an ID number. */
export function CertificateSearch({ of }: { of: Of }) {
  const { t, language } = useTexts()
  const [sought, setSought] = useState(NOTHING)
  const [form] = Form.useForm<Sought>()
  const blank = (text: string) => (text.trim() === '' ? null : text.trim())
  const body = {
    of,
    category: sought.category,
    trade: null,
    name: blank(sought.name),
    idNumber: blank(sought.idNumber),
    number: blank(sought.number),
  }
  const answer = useQuery({
    queryKey: ['POST /v1/certificates/search', body],
    queryFn: () => call('POST /v1/certificates/search', { body }),
  })
  return (
    <div className="stack">
      <Form form={form} layout="inline" initialValues={NOTHING} onFinish={setSought} className="certificate-search">
        <Form.Item name="category">
          <Select
            className="certificate-category"
            aria-label={t('certificate.category')}
            options={[
              { value: null, label: t('certificate.allCategories') },
              ...EXAM_CATEGORIES.map((each) => ({ value: each, label: t(`words.category.${each}`) })),
            ]}
          />
        </Form.Item>
        <Form.Item name="name">
          <Input allowClear placeholder={t('certificate.name')} aria-label={t('certificate.name')} maxLength={40} />
        </Form.Item>
        <Form.Item name="idNumber">
          <Input
            allowClear
            autoComplete="off"
            placeholder={t('certificate.idNumber')}
            aria-label={t('certificate.idNumber')}
            maxLength={40}
          />
        </Form.Item>
        <Form.Item name="number">
          <Input
            allowClear
            autoComplete="off"
            placeholder={t('certificate.numberWhole')}
            aria-label={t('certificate.numberWhole')}
            maxLength={80}
          />
        </Form.Item>
        <Button htmlType="submit" type="primary">
          {t('certificate.search')}
        </Button>
      </Form>
      <Loaded answer={answer}>
        {({ certificates, more }) => (
          <>
            {more && <Alert type="warning" showIcon title={t('certificate.more', { total: certificates.length })} />}
            <Table<CertificateSummary>
              rowKey="id"
              size="middle"
              dataSource={certificates}
              pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
              locale={{ emptyText: <EmptyPage what={t('certificate.none')} begin={t('certificate.noneBegin')} /> }}
              columns={[
                {
                  title: t('certificate.who'),
                  key: 'name',
                  render: (_, { id, holderName, idNumberMasked, enterprise }) => (
                    <>
                      <Link className="strong" to={`/certificates/${id}`}>
                        {holderName}
                      </Link>{' '}
                      <span className="quiet numbers">{idNumberMasked}</span>
                      <div className="quiet">{enterprise}</div>
                    </>
                  ),
                },
                {
                  title: t('certificate.category'),
                  key: 'subject',
                  render: (_, each) => (
                    <>
                      {subjectWords(each, t, language)}
                      <div className="quiet">{provinceName(each.province, language)}</div>
                    </>
                  ),
                },
                {
                  title: t('certificate.number'),
                  key: 'number',
                  render: (_, { numberMasked }) => <span className="code">{numberMasked}</span>,
                },
                {
                  title: t('certificate.validity'),
                  key: 'validity',
                  width: 230,
                  render: (_, each) => <Validity certificate={each} />,
                },
                {
                  title: t('certificate.stateColumn'),
                  key: 'state',
                  width: 150,
                  render: (_, each) => <StateTag certificate={each} />,
                },
              ]}
            />
          </>
        )}
      </Loaded>
    </div>
  )
}

/** From when to when a certificate holds, or by when its holder is assessed again. */
function Validity({ certificate }: { certificate: CertificateSummary }) {
  const { t, language } = useTexts()
  const { validFrom, validThrough, cycleDue } = certificate
  return (
    <>
      <span className="numbers">
        {validThrough === null
          ? t('certificate.noEnd', { from: validFrom })
          : t('certificate.from', { from: validFrom, through: validThrough })}
      </span>
      {cycleDue !== null && (
        <div className="quiet">{t('certificate.cycleDue', { date: dateText(cycleDue, language) })}</div>
      )}
    </>
  )
}
