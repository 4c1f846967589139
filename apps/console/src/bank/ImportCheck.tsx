import { DownloadOutlined } from '@ant-design/icons'
import type { ImportView, RowProblem } from '@kaochang/contract/bank'
import { App, Button, Card, Collapse, Table, Tabs } from 'antd'
import { useTexts } from '../language/language.ts'
import { areaName } from '../language/words.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'
import { ItemAsSeen } from './ItemAsSeen.tsx'
import './bank.css'

/** What a file was understood as, what is wrong with it, and the choice that settles it. */
export function ImportCheck({
  bankId,
  read,
  onStartOver,
}: {
  bankId: string
  read: ImportView
  onStartOver: () => void
}) {
  const { t, language } = useTexts()
  const { modal } = App.useApp()
  const settle = useAct('POST /v1/banks/:bankId/imports/:importId/settle')
  const { fileName: name, readCount, problems, duplicates, skipped, blankRowCount } = read
  const newCount = readCount - duplicates.length
  const problemRows = new Set(problems.map(({ sheet, row }) => `${sheet}\n${row}`)).size
  const choose = (choice: 'good_rows' | 'all_or_nothing' | 'discard') =>
    settle.mutate({ params: { bankId, importId: read.id }, body: { choice } })
  const askToDiscard = () =>
    modal.confirm({
      title: t('bank.import.discardTitle', { name }),
      content: t('bank.import.discardWhat'),
      okText: t('bank.import.discard'),
      okButtonProps: { danger: true },
      cancelText: t('frame.cancel'),
      onOk: () => {
        choose('discard')
        onStartOver()
      },
    })

  return (
    <>
      <Card title={name}>
        <div className="stack">
          <div className="understood">
            <div>
              {t('bank.import.read')}
              <b className="green">{t('bank.import.items', { total: readCount })}</b>
              <span className="quiet">
                {read.byKind.map(({ kind, count }) => `${t(`words.kind.${kind}`)} ${count}`).join(t('words.and'))}
              </span>
            </div>
            <div>
              {t('bank.import.problems')}
              <b className={problemRows > 0 ? 'red' : ''}>{t('bank.import.rows', { total: problemRows })}</b>
              {problemRows === 0 && <span className="quiet">{t('bank.import.noProblems')}</span>}
            </div>
            <div>
              {t('bank.import.duplicates')}
              <b>{t('bank.import.items', { total: duplicates.length })}</b>
              {duplicates.length > 0 && <span className="quiet">{t('bank.import.duplicatesAbout')}</span>}
            </div>
            <div>
              {t('bank.import.blank')}
              <b>{t('bank.import.rows', { total: blankRowCount + skipped.length })}</b>
            </div>
          </div>
          <p>
            <span className="quiet">
              {t('bank.import.byArea')}
              {t('words.colon')}
            </span>
            {read.byArea.map(({ area, count }) => `${areaName(area, language)} ${count}`).join(t('words.and')) ||
              t('words.none')}
          </p>
          <RefusalAlert error={settle.error} />
          <div className="row">
            {newCount === 0 ? (
              <span className="strong">{t('bank.import.nothingNew')}</span>
            ) : problemRows === 0 ? (
              <Button type="primary" loading={settle.isPending} onClick={() => choose('all_or_nothing')}>
                {t('bank.import.allOrNothing', { total: newCount })}
              </Button>
            ) : (
              <>
                <Button type="primary" loading={settle.isPending} onClick={() => choose('good_rows')}>
                  {t('bank.import.goodRows', { total: newCount })}
                </Button>
                <Button disabled title={t('bank.import.allBlocked')}>
                  {t('bank.import.allOrNothing', { total: newCount + problemRows })}
                </Button>
              </>
            )}
            <Button danger disabled={settle.isPending} onClick={askToDiscard}>
              {t('bank.import.discard')}
            </Button>
            {newCount > 0 && problemRows > 0 && (
              <span className="quiet">{t('bank.import.goodRowsAbout', { problems: problemRows })}</span>
            )}
          </div>
        </div>
      </Card>
      <Card>
        <Tabs
          items={[
            ...(problems.length > 0
              ? [
                  {
                    key: 'problems',
                    label: `${t('bank.import.problems')} ${problemRows}`,
                    children: <Problems bankId={bankId} read={read} />,
                  },
                ]
              : []),
            ...(duplicates.length > 0
              ? [
                  {
                    key: 'duplicates',
                    label: `${t('bank.import.duplicates')} ${duplicates.length}`,
                    children: <Duplicates read={read} />,
                  },
                ]
              : []),
            {
              key: 'preview',
              label: t('bank.import.preview', { total: read.preview.length }),
              children: (
                <Collapse
                  items={read.preview.map((item) => ({
                    key: item.row,
                    label: `${t('bank.import.row')} ${item.row} · ${t(`words.kind.${item.kind}`)} · ${item.stem}`,
                    extra: <span className="code">{item.key}</span>,
                    children: <ItemAsSeen item={item} withKey />,
                  }))}
                />
              ),
            },
            ...(skipped.length > 0
              ? [
                  {
                    key: 'skipped',
                    label: `${t('bank.import.skipped')} ${skipped.length}`,
                    children: <Skipped read={read} />,
                  },
                ]
              : []),
          ]}
        />
      </Card>
    </>
  )
}

function Problems({ bankId, read: { id, problems } }: { bankId: string; read: ImportView }) {
  const { t, language } = useTexts()
  return (
    <div className="stack">
      <div className="row spread">
        <span className="quiet">{t('bank.import.problemsAbout')}</span>
        <a href={`/v1/banks/${bankId}/imports/${id}/problems.xlsx`} download>
          <DownloadOutlined /> {t('bank.import.downloadProblems')}
        </a>
      </div>
      <Table<RowProblem>
        rowKey={({ sheet, row, column, code }) => [sheet, row, column, code].join('/')}
        size="small"
        dataSource={problems}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showTotal: (total) => t('frame.count', { total }) }}
        columns={[
          { title: t('bank.import.sheet'), key: 'sheet', width: 120, render: (_, { sheet }) => sheet },
          { title: t('bank.import.row'), key: 'row', width: 70, align: 'right', render: (_, { row }) => row },
          { title: t('bank.import.column'), key: 'column', width: 100, render: (_, { column }) => column },
          { title: t('bank.import.reason'), key: 'reason', render: (_, problem) => problem[language].reason },
          { title: t('bank.import.remedy'), key: 'remedy', render: (_, problem) => problem[language].remedy },
        ]}
      />
    </div>
  )
}

function Duplicates({ read: { duplicates } }: { read: ImportView }) {
  const { t } = useTexts()
  return (
    <Table<ImportView['duplicates'][number]>
      rowKey={({ sheet, row }) => `${sheet}/${row}`}
      size="small"
      dataSource={duplicates}
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      columns={[
        { title: t('bank.import.sheet'), key: 'sheet', width: 120, render: (_, { sheet }) => sheet },
        { title: t('bank.import.row'), key: 'row', width: 70, align: 'right', render: (_, { row }) => row },
        { title: t('bank.stem'), key: 'stem', render: (_, { stem }) => stem },
      ]}
    />
  )
}

function Skipped({ read: { skipped } }: { read: ImportView }) {
  const { t } = useTexts()
  return (
    <div className="stack">
      <span className="quiet">{t('bank.import.skippedAbout')}</span>
      <Table<ImportView['skipped'][number]>
        rowKey={({ sheet, row }) => `${sheet}/${row}`}
        size="small"
        dataSource={skipped}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        columns={[
          { title: t('bank.import.sheet'), key: 'sheet', width: 120, render: (_, { sheet }) => sheet },
          { title: t('bank.import.row'), key: 'row', width: 70, align: 'right', render: (_, { row }) => row },
          { title: t('bank.import.reason'), key: 'reason', render: (_, { reason }) => reason },
        ]}
      />
    </div>
  )
}
