import { CHOICE_NAMES, type Choice, type ChoiceName, choiceOn } from '@kaochang/domain/law/choices'
import type { CivilDate } from '@kaochang/domain/instant'
import { READINGS, type Reading, readingNames } from '@kaochang/domain/law/readings'
import { Button, Table, Tag } from 'antd'
import { useTexts } from '../language/language.ts'
import { articleWords } from './clock-words.ts'
import { choiceValue } from './choice-words.ts'

type Row = { readonly name: string; readonly reading: Reading; readonly choosable: ChoiceName | undefined }

const ROWS: readonly Row[] = readingNames.map((name) => ({
  name,
  reading: READINGS[name],
  choosable: CHOICE_NAMES.find((known) => known === name),
}))

/** Every unclear point of the law: the question, how it is read here, why, and whether the province may read it otherwise. */
export function ReadingsTable({
  choices,
  today,
  onChoose,
}: {
  choices: readonly Choice[]
  today: string
  onChoose: ((name: ChoiceName) => void) | undefined
}) {
  const { t, language } = useTexts()
  return (
    <Table<Row>
      rowKey="name"
      size="middle"
      dataSource={[...ROWS]}
      pagination={false}
      columns={[
        {
          title: t('law.question'),
          key: 'question',
          width: '32%',
          render: (_, { name, reading: { question, article } }) => (
            <>
              <span className="numbers strong">{name}</span> {question[language]}
              <div className="quiet">{articleWords(article, t)}</div>
            </>
          ),
        },
        {
          title: t('law.reading'),
          key: 'reading',
          render: (_, { name, reading, choosable }) => {
            const chosen = choosable && choiceOn(choices, choosable, today as CivilDate)
            const others = Object.entries(reading.readings).filter(([key]) => key !== reading.reading)
            return (
              <>
                <span className="strong">
                  {chosen
                    ? choiceValue({ name, value: chosen.value }, t, language)
                    : reading.readings[reading.reading]?.[language]}
                </span>{' '}
                {chosen ? <Tag color="processing">{t('law.chosen')}</Tag> : choosable && <Tag>{t('law.default')}</Tag>}
                <div className="quiet">
                  {t('law.why')}
                  {t('words.colon')}
                  {reading.why[language]}
                </div>
                {others.length > 0 && (
                  <div className="quiet">
                    {t('law.others')}
                    {t('words.colon')}
                    {others.map(([, words]) => words[language]).join(language === 'zh' ? '；' : '; ')}
                  </div>
                )}
              </>
            )
          },
        },
        {
          key: 'choose',
          width: 230,
          render: (_, { reading, choosable }) =>
            choosable === undefined ? (
              <span className="quiet">
                {t('law.fixed')}
                {t('words.colon')}
                {reading.fixedBecause?.[language]}
              </span>
            ) : (
              onChoose && (
                <Button size="small" onClick={() => onChoose(choosable)}>
                  {t('law.choose')}
                </Button>
              )
            ),
        },
      ]}
    />
  )
}
