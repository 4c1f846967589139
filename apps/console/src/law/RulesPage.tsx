import type { LawChoiceView } from '@kaochang/contract/law'
import type { CivilDate } from '@kaochang/domain/instant'
import { type Choice, type ChoiceName, rulesChoices } from '@kaochang/domain/law/choices'
import { rulesOf, rulesOn } from '@kaochang/domain/law/rules'
import { Alert, Button, Card, Select, Table, Tabs, Tag } from 'antd'
import { useState } from 'react'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { useMay, useMe } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { PROVINCES } from '../language/provinces.ts'
import { provinceName } from '../language/words.ts'
import { dateText, timeText } from '../time/beijing-time.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { useFilters } from '../wire/use-filters.ts'
import { ChooseDrawer } from './ChooseDrawer.tsx'
import { ClocksTable } from './ClocksTable.tsx'
import { DecideChoice } from './DecideChoice.tsx'
import { ReadingsTable } from './ReadingsTable.tsx'
import { RuleSheet } from './RuleSheet.tsx'
import { choiceTopic, choiceValue } from './choice-words.ts'
import './law.css'

const TABS = ['numbers', 'clocks', 'readings', 'history'] as const

/** The rules in force in a province, made of the very data that the platform works by. */
export function RulesPage() {
  const { t, language } = useTexts()
  const me = useMe()
  const may = useMay()
  const [filters, setFilters] = useFilters(['province', 'part'])
  const [choosing, setChoosing] = useState<ChoiceName>()
  const [deciding, setDeciding] = useState<string>()
  const own = me.grants.find(({ province }) => province !== null)?.province ?? undefined
  const province = filters.province ?? own ?? '11'
  const part = TABS.find((tab) => tab === filters.part) ?? 'numbers'
  const answer = useAnswer('GET /v1/law/choices', { querystring: { province } })
  const ofProvince = me.grants.some((grant) => grant.level === 'province' && grant.province === province)
  const mayChoose = ofProvince && may('propose_law')
  const mayDecide = ofProvince && may('confirm_law')

  return (
    <>
      <PageHeading
        title={t('law.rules')}
        about={t('law.rulesAbout')}
        tags={answer.data && <Tag>{t('law.asOf', { date: answer.data.today })}</Tag>}
        acts={
          <Select<string>
            style={{ width: 160 }}
            showSearch={{ optionFilterProp: 'label' }}
            aria-label={t('law.province')}
            value={province}
            onChange={(code) => setFilters({ province: code })}
            options={Object.keys(PROVINCES).map((code) => ({ value: code, label: provinceName(code, language) }))}
          />
        }
      />
      <Loaded answer={answer}>
        {({ choices, today }) => {
          const made = confirmed(choices)
          const open = choices.filter(({ decision }) => decision === null)
          return (
            <div className="stack">
              {open.length > 0 && (
                <Card title={t('law.pending')}>
                  <ChoicesTable
                    choices={open}
                    act={(choice) => (
                      <Button
                        size="small"
                        type={mayDecide ? 'primary' : 'default'}
                        onClick={() => setDeciding(choice.id)}
                      >
                        {mayDecide ? t('law.look') : t('law.see')}
                      </Button>
                    )}
                  />
                </Card>
              )}
              <Card>
                <Tabs
                  activeKey={part}
                  onChange={(key) => setFilters({ part: key === 'numbers' ? undefined : key })}
                  items={TABS.map((key) => ({ key, label: t(`law.${key}`) }))}
                />
                {part === 'numbers' && (
                  <Numbers
                    made={made}
                    today={today}
                    onChoose={mayChoose ? () => setChoosing('rules.operator') : undefined}
                  />
                )}
                {part === 'clocks' && <ClocksTable />}
                {part === 'readings' && (
                  <ReadingsTable choices={made} today={today} onChoose={mayChoose ? setChoosing : undefined} />
                )}
                {part === 'history' && <ChoicesTable choices={choices.filter(({ decision }) => decision !== null)} />}
              </Card>
              {choosing && (
                <ChooseDrawer
                  province={province}
                  name={choosing}
                  today={today}
                  onClose={() => setChoosing(undefined)}
                />
              )}
              {deciding !== undefined && (
                <DecideChoice choiceId={deciding} mayDecide={mayDecide} onClose={() => setDeciding(undefined)} />
              )}
            </div>
          )
        }}
      </Loaded>
    </>
  )
}

function Numbers({
  made,
  today,
  onChoose,
}: {
  made: readonly Choice[]
  today: string
  onChoose: (() => void) | undefined
}) {
  const { t } = useTexts()
  const on = today as CivilDate
  const inForce = rulesOn('operator', on, rulesChoices(made)).version
  const title = (version: string) => {
    const name = version === 'O19-2026' ? t('law.version19') : t('law.version92')
    return version === inForce ? `${name}（${t('law.inForce')}）` : name
  }
  return (
    <div className="stack">
      <section>
        <h3>
          {t('words.category.principal')}
          {t('words.and')}
          {t('words.category.manager')}
        </h3>
        <RuleSheet sheets={[{ rules: rulesOn('manager', on) }]} />
      </section>
      <section className="stack">
        <h3>{t('words.category.operator')}</h3>
        <Alert
          type="warning"
          showIcon
          title={t('law.openTitle')}
          description={t('law.openAbout')}
          action={onChoose && <Button onClick={onChoose}>{t('law.choose')}</Button>}
        />
        <RuleSheet
          sheets={(['O92-2018', 'O19-2026'] as const).map((version) => ({
            title: title(version),
            rules: rulesOf('operator', version),
          }))}
        />
      </section>
    </div>
  )
}

function ChoicesTable({
  choices,
  act,
}: {
  choices: readonly LawChoiceView[]
  act?: (choice: LawChoiceView) => React.ReactNode
}) {
  const { t, language } = useTexts()
  return (
    <Table<LawChoiceView>
      rowKey="id"
      size="middle"
      dataSource={[...choices]}
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      locale={{ emptyText: <p className="quiet">{t('law.historyNone')}</p> }}
      columns={[
        { title: t('law.question'), key: 'topic', render: (_, { name }) => choiceTopic(name, t, language) },
        {
          title: t('law.chooseValue'),
          key: 'value',
          render: (_, choice) => (
            <>
              <span className="strong">{choiceValue(choice, t, language)}</span>
              <div className="quiet">
                {t('law.choiceFrom', { date: dateText(choice.fromDate, language) })} · {choice.reference}
              </div>
            </>
          ),
        },
        {
          title: t('duty.state'),
          key: 'state',
          width: 250,
          render: (_, { decision, decidedBy, proposedBy, proposedAt }) => (
            <>
              {decision === null && <Tag color="processing">{t('law.waits')}</Tag>}
              {decision === 'confirmed' && <Tag color="success">{t('law.confirmed', { name: decidedBy ?? '' })}</Tag>}
              {decision === 'rejected' && <Tag>{t('law.rejected', { name: decidedBy ?? '' })}</Tag>}
              <div className="quiet">{t('law.by', { name: proposedBy, at: timeText(proposedAt, language) })}</div>
            </>
          ),
        },
        ...(act ? [{ key: 'act', width: 130, render: (_: unknown, choice: LawChoiceView) => act(choice) }] : []),
      ]}
    />
  )
}

/** The confirmed choices in the order they hold: by the day they begin, and of one day by when they were confirmed. */
function confirmed(choices: readonly LawChoiceView[]): Choice[] {
  return choices
    .filter(({ decision }) => decision === 'confirmed')
    .toSorted((one, other) =>
      one.fromDate === other.fromDate
        ? (one.decidedAt ?? 0) - (other.decidedAt ?? 0)
        : one.fromDate < other.fromDate
          ? -1
          : 1,
    )
    .map(({ name, value, fromDate }) => ({ name, value, fromDate: fromDate as CivilDate }))
}
