import { CLOCKS, type ClockName, clockNames } from '@kaochang/domain/law/deadline'
import { Table } from 'antd'
import { useTexts } from '../language/language.ts'
import { articleWords, clockWords } from './clock-words.ts'

/** Every statutory clock in words made of its data. */
export function ClocksTable() {
  const { t, language } = useTexts()
  return (
    <Table<{ name: ClockName }>
      rowKey="name"
      size="middle"
      dataSource={clockNames.map((name) => ({ name }))}
      pagination={false}
      columns={[
        {
          title: t('law.clockName'),
          key: 'title',
          width: '30%',
          render: (_, { name }) => CLOCKS[name].title[language],
        },
        { title: t('law.clockWords'), key: 'words', render: (_, { name }) => clockWords(name, t, language) },
        {
          title: t('law.owedBy'),
          key: 'owed',
          width: 150,
          render: (_, { name }) => {
            const { owedBy } = CLOCKS[name]
            return owedBy.length === 0
              ? t('law.owedByNone')
              : owedBy.map((who) => t(`law.owes.${who}`)).join(t('words.and'))
          },
        },
        {
          title: t('law.source'),
          key: 'article',
          width: 110,
          render: (_, { name }) => articleWords(CLOCKS[name].article, t),
        },
      ]}
    />
  )
}
