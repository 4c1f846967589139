import { BOARD_STATES, type BoardState, LASTING_CLOCKS, OWED_CLOCKS } from '@kaochang/domain/duty/duty-standing'
import { CLOCKS, type ClockName } from '@kaochang/domain/law/deadline'
import { Button, Card, Select, Tabs, Tag } from 'antd'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { useMe } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { cityName } from '../language/cities.ts'
import { PROVINCES } from '../language/provinces.ts'
import { provinceName } from '../language/words.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { useFilters } from '../wire/use-filters.ts'
import { BoardTable } from './BoardTable.tsx'
import { MissingYear } from './MissingYear.tsx'

const FILTERS = ['kind', 'state', 'clock', 'province', 'city', 'enterprise', 'page'] as const

/** The duties board: every statutory clock within reach. The filters stand in the address. */
export function BoardPage() {
  const { t, language } = useTexts()
  const me = useMe()
  const [filters, setFilters] = useFilters(FILTERS)
  const kind = filters.kind === 'lasting' ? 'lasting' : 'owed'
  const state = BOARD_STATES.find((known) => known === filters.state)
  const clocks = kind === 'owed' ? OWED_CLOCKS : LASTING_CLOCKS
  const clock = clocks.find((known) => known === filters.clock)
  const query = {
    kind,
    ...(state && { state }),
    ...(clock && { clock }),
    ...kept(filters, ['province', 'city', 'enterprise']),
  } as const
  const { page } = filters
  const answer = useAnswer('GET /v1/duties', { querystring: { ...query, ...(page !== undefined && { page }) } })
  const everywhere = me.grants.some(({ level, role }) => level === 'nation' && role === 'auditor')
  const change = (changed: Parameters<typeof setFilters>[0]) => setFilters({ page: undefined, ...changed })

  return (
    <>
      <PageHeading
        title={t('duty.board')}
        about={t('duty.boardAbout')}
        tags={
          answer.data &&
          (answer.data.overdue > 0 ? (
            <Tag color="error">{t('duty.overdueCount', { total: answer.data.overdue })}</Tag>
          ) : (
            <Tag color="success">{t('duty.noneOverdue')}</Tag>
          ))
        }
        acts={
          <Button href={`/v1/duties.csv?${new URLSearchParams(query)}`} download="duties.csv">
            {t('duty.export')}
          </Button>
        }
      />
      <Loaded answer={answer}>
        {({ duties, total, pageSize, cities, enterprises, calendar, page: shown }) => (
          <div className="stack">
            <MissingYear calendar={calendar} />
            <Card>
              <Tabs
                activeKey={kind}
                onChange={(key) =>
                  change({ kind: key === 'lasting' ? 'lasting' : undefined, clock: undefined, state: undefined })
                }
                items={[
                  { key: 'owed', label: t('duty.owed') },
                  { key: 'lasting', label: t('duty.lasting') },
                ]}
              />
              {kind === 'lasting' && <p className="quiet">{t('duty.lastingAbout')}</p>}
              <div className="duty-filters">
                <Select<BoardState>
                  style={{ width: 130 }}
                  aria-label={t('duty.state')}
                  value={state ?? 'running'}
                  onChange={(value) => change({ state: value === 'running' ? undefined : value })}
                  options={BOARD_STATES.map((value) => ({ value, label: t(`duty.states.${value}`) }))}
                />
                <Select<ClockName>
                  allowClear
                  showSearch={{ optionFilterProp: 'label' }}
                  style={{ width: 300 }}
                  aria-label={t('duty.clock')}
                  placeholder={t('duty.anyClock')}
                  value={clock ?? null}
                  onChange={(value) => change({ clock: value })}
                  options={clocks.map((value) => ({
                    value,
                    label: `${CLOCKS[value].title[language]} · ${t('duty.article', { article: CLOCKS[value].article })}`,
                  }))}
                />
                {everywhere && (
                  <Select<string>
                    allowClear
                    showSearch={{ optionFilterProp: 'label' }}
                    style={{ width: 150 }}
                    aria-label={t('duty.province')}
                    placeholder={t('duty.anyProvince')}
                    value={filters.province ?? null}
                    onChange={(value) => change({ province: value })}
                    options={Object.keys(PROVINCES).map((code) => ({
                      value: code,
                      label: provinceName(code, language),
                    }))}
                  />
                )}
                {cities.length > 0 && (
                  <Select<string>
                    allowClear
                    style={{ width: 150 }}
                    aria-label={t('duty.city')}
                    placeholder={t('duty.anyCity')}
                    value={filters.city ?? null}
                    onChange={(value) => change({ city: value })}
                    options={cities.map((code) => ({ value: code, label: cityName(code, language) }))}
                  />
                )}
                {enterprises.length > 1 && (
                  <Select<string>
                    allowClear
                    showSearch={{ optionFilterProp: 'label' }}
                    style={{ width: 240 }}
                    aria-label={t('duty.enterprise')}
                    placeholder={t('duty.anyEnterprise')}
                    value={filters.enterprise ?? null}
                    onChange={(value) => change({ enterprise: value })}
                    options={enterprises.map(({ id, name }) => ({ value: id, label: name }))}
                  />
                )}
                <span className="quiet numbers">{t('duty.count', { total })}</span>
              </div>
              <BoardTable
                duties={duties}
                pagination={{
                  current: shown,
                  pageSize,
                  total,
                  hideOnSinglePage: true,
                  showSizeChanger: false,
                  onChange: (next) => setFilters({ page: next === 1 ? undefined : String(next) }),
                }}
                empty={
                  Object.keys(filters).length > 0 ? (
                    <EmptyPage what={t('duty.noneFiltered')} begin="" />
                  ) : (
                    <EmptyPage what={t('duty.none')} begin={t('duty.noneBegin')} />
                  )
                }
              />
            </Card>
          </div>
        )}
      </Loaded>
    </>
  )
}

function kept<Key extends string>(filters: Partial<Record<Key, string>>, keys: readonly Key[]) {
  return Object.fromEntries(
    keys.flatMap((key) => (filters[key] === undefined ? [] : [[key, filters[key]]])),
  ) as Partial<Record<Key, string>>
}
