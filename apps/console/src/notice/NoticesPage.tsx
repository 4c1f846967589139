import { type NoticeRow, NOTICES_A_PAGE } from '@kaochang/contract/notice'
import { ADDRESSEES, type Addressee, NOTICES, NOTICE_CODES, type NoticeCode } from '@kaochang/domain/notice/notice'
import { Alert, Card, DatePicker, Select, Table } from 'antd'
import dayjs from 'dayjs'
import { Link } from 'react-router'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { When } from '../frame/When.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { useFilters } from '../wire/use-filters.ts'
import { mailWords } from './mail-words.ts'
import { Standing } from './Standing.tsx'
import './notice.css'

const FILTERS = ['code', 'addressee', 'state', 'from', 'to', 'enterpriseId', 'page'] as const

/** The register of notices within reach, newest first. Its filters stand in the address. */
export function NoticesPage() {
  const { t, language } = useTexts()
  const may = useMay()
  const [filters, setFilters] = useFilters(FILTERS)
  const { code, addressee, state, from, to, enterpriseId, page } = filters
  const answer = useAnswer('GET /v1/notices', {
    querystring: {
      ...(isOneOf(NOTICE_CODES, code) && { code }),
      ...(isOneOf(ADDRESSEES, addressee) && { addressee }),
      ...(isOneOf(['unsent', 'unread'], state) && { state }),
      ...(from && { from }),
      ...(to && { to }),
      ...(enterpriseId && { enterpriseId }),
      ...(page && { page }),
    },
  })
  const writes = may('deliver_notice')
  const narrow = (change: Partial<Record<(typeof FILTERS)[number], string | undefined>>) =>
    setFilters({ page: undefined, ...change })

  return (
    <>
      <PageHeading title={t('notice.notices')} about={may('apply') ? t('notice.aboutOwn') : t('notice.about')} />
      <div className="stack">
        {writes && answer.data?.mailOn === false && <Alert type="info" showIcon title={t('notice.mailOff')} />}
        <Card
          title={
            <div className="row notice-filters">
              <Select<NoticeCode>
                allowClear
                className="wide"
                aria-label={t('notice.code')}
                placeholder={t('notice.code')}
                value={isOneOf(NOTICE_CODES, code) ? code : null}
                onChange={(chosen) => narrow({ code: chosen })}
                options={NOTICE_CODES.map((one) => ({ value: one, label: `${one} ${NOTICES[one].title[language]}` }))}
              />
              {!may('apply') && (
                <Select<Addressee>
                  allowClear
                  aria-label={t('notice.addressee')}
                  placeholder={t('notice.addressee')}
                  value={isOneOf(ADDRESSEES, addressee) ? addressee : null}
                  onChange={(chosen) => narrow({ addressee: chosen })}
                  options={ADDRESSEES.map((one) => ({ value: one, label: t(`notice.addressees.${one}`) }))}
                />
              )}
              <Select
                allowClear
                aria-label={t('notice.state')}
                placeholder={t('notice.state')}
                value={state ?? null}
                onChange={(chosen?: string | null) => narrow({ state: chosen ?? undefined })}
                options={[
                  { value: 'unsent', label: t('notice.unsent') },
                  { value: 'unread', label: t('notice.unread') },
                ]}
              />
              <DatePicker.RangePicker
                allowEmpty={[true, true]}
                aria-label={t('notice.period')}
                placeholder={[t('notice.from'), t('notice.to')]}
                value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
                onChange={(days) =>
                  narrow({ from: days?.[0]?.format('YYYY-MM-DD'), to: days?.[1]?.format('YYYY-MM-DD') })
                }
              />
              {(answer.data?.enterprises.length ?? 0) > 1 && (
                <Select
                  allowClear
                  showSearch={{ optionFilterProp: 'label' }}
                  className="wide"
                  aria-label={t('notice.enterprise')}
                  placeholder={t('notice.enterprise')}
                  value={enterpriseId ?? null}
                  onChange={(chosen?: string | null) => narrow({ enterpriseId: chosen ?? undefined })}
                  options={answer.data?.enterprises.map(({ id, name }) => ({ value: id, label: name })) ?? []}
                />
              )}
            </div>
          }
        >
          <Loaded answer={answer}>
            {({ notices, total }) => (
              <Table<NoticeRow>
                rowKey="id"
                size="middle"
                pagination={{
                  current: Number(page ?? 1),
                  pageSize: NOTICES_A_PAGE,
                  total,
                  hideOnSinglePage: true,
                  showSizeChanger: false,
                  showTotal: (count) => t('frame.count', { total: count }),
                  onChange: (next) => setFilters({ page: next === 1 ? undefined : String(next) }),
                }}
                dataSource={notices}
                locale={{
                  emptyText: FILTERS.some((key) => filters[key]) ? (
                    <EmptyPage what={t('notice.noNoticesFilter')} begin="" />
                  ) : (
                    <EmptyPage
                      what={t('notice.noNotices')}
                      begin={may('apply') ? t('notice.noNoticesOwn') : t('notice.noNoticesBegin')}
                    />
                  ),
                }}
                columns={[
                  {
                    title: t('notice.title'),
                    key: 'title',
                    render: (_, { id, code: of, number }) => (
                      <>
                        <Link className="strong" to={`/notices/${id}`}>
                          {NOTICES[of].title[language]}
                        </Link>
                        <div className="quiet">
                          {number} · {t('notice.articleOf', { article: NOTICES[of].article })}
                        </div>
                      </>
                    ),
                  },
                  {
                    title: t('notice.toWhom'),
                    key: 'to',
                    render: (_, row) => (
                      <>
                        {row.addressee === 'public' ? t('notice.addressees.public') : row.toName}
                        <div className="quiet">
                          {[row.addressee === 'public' ? '' : t(`notice.addressees.${row.addressee}`), row.person]
                            .filter(Boolean)
                            .join(' · ')}
                        </div>
                      </>
                    ),
                  },
                  {
                    title: t('notice.producedAt'),
                    key: 'producedAt',
                    width: 190,
                    render: (_, { producedAt }) => <When at={producedAt} />,
                  },
                  {
                    title: t('notice.sentBy'),
                    key: 'standing',
                    width: 230,
                    render: (_, row) => (
                      <>
                        <Standing standing={row.standing} />
                        {row.openedHere && row.readAt === null && row.standing !== 'unsent' && (
                          <span className="quiet"> {t('notice.unread')}</span>
                        )}
                        <div className="quiet">
                          {[
                            ...row.sent.map(({ channel }) => t(`notice.channel.${channel}`)),
                            // Mail is the authority's business: an enterprise reads that the notice is here.
                            may('apply') ? '' : mailWords(row.mail, t),
                          ]
                            .filter(Boolean)
                            .join(t('words.and'))}
                        </div>
                      </>
                    ),
                  },
                ]}
              />
            )}
          </Loaded>
        </Card>
      </div>
    </>
  )
}

function isOneOf<const One extends string>(all: readonly One[], text: string | undefined): text is One {
  return all.some((one) => one === text)
}
