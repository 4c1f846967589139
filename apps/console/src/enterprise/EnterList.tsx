import { UploadOutlined } from '@ant-design/icons'
import { reach } from '@kaochang/browser/call'
import type { ResponseOf } from '@kaochang/contract/endpoints'
import type { enterPeople, readPeopleList } from '@kaochang/contract/enterprise'
import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Input, Table, Upload } from 'antd'
import { useState } from 'react'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { refusalText } from '../refusal/refusal-text.ts'
import { useAct } from '../wire/use-act.ts'
import { postName } from './post-words.ts'

type Read = ResponseOf<typeof readPeopleList>
type Problem = ResponseOf<typeof enterPeople>['problems'][number]

/** A list that was pasted or chosen as a file: checked first, then entered; whoever is not taken is named with the reason. */
export function EnterList({ enterpriseId }: { enterpriseId: string }) {
  const { t, language } = useTexts()
  const [text, setText] = useState('')
  const [moved, setMoved] = useState(false)
  const check = useMutation({ mutationFn: (list: Blob) => readList(enterpriseId, list, nameOf(list)) })
  const enter = useAct('POST /v1/enterprises/:enterpriseId/people')
  const start = (list: Blob) => {
    enter.reset()
    check.mutate(list)
  }
  const read = check.data
  const send = (rows: Read['rows']) =>
    enter.mutate({ params: { enterpriseId }, body: { rows: rows.map(({ entry }) => ({ ...entry, moved })) } })
  // The server counts the rows it was sent; the person counts the rows of the list.
  const inTheList = (problems: readonly Problem[]) =>
    problems.map((problem) => ({ ...problem, row: read?.rows[problem.row - 1]?.row ?? problem.row }))

  return (
    <div className="stack">
      <p className="quiet">{t('enterprise.listAboutColumns')}</p>
      <Input.TextArea
        rows={8}
        className="code"
        aria-label={t('enterprise.listPaste')}
        placeholder={t('enterprise.listExample')}
        spellCheck={false}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <div className="row spread">
        <Button disabled={text.trim() === ''} loading={check.isPending} onClick={() => start(new Blob([text]))}>
          {t('enterprise.listRead')}
        </Button>
        <Upload
          accept=".xlsx,.csv,.txt"
          maxCount={1}
          showUploadList={false}
          beforeUpload={(file) => {
            start(file)
            return false
          }}
        >
          <Button icon={<UploadOutlined />}>{t('enterprise.listFile')}</Button>
        </Upload>
      </div>
      <RefusalAlert error={check.error} />
      {read && (
        <>
          <div className="row">
            <span className="strong">{t('enterprise.listUnderstood', { total: read.rows.length })}</span>
            {read.unreadColumns.length > 0 && (
              <span className="quiet">
                {t('enterprise.listUnread', { columns: read.unreadColumns.join(t('words.and')) })}
              </span>
            )}
          </div>
          {read.problems.length > 0 && (
            <Problems title={t('enterprise.listProblems', { total: read.problems.length })} problems={read.problems} />
          )}
          <Table<Read['rows'][number]>
            rowKey="row"
            size="small"
            dataSource={read.rows}
            pagination={{ pageSize: 8, hideOnSinglePage: true }}
            columns={[
              { title: t('enterprise.row'), key: 'row', width: 56, align: 'right', render: (_, { row }) => row },
              { title: t('enterprise.personName'), key: 'name', width: 130, render: (_, { entry }) => entry.name },
              {
                title: t('enterprise.post'),
                key: 'post',
                render: (_, { entry }) => postName({ ...entry, title: entry.title ?? '' }, language),
              },
              {
                title: t('enterprise.startedOn'),
                key: 'startedOn',
                width: 120,
                render: (_, { entry }) => <span className="numbers">{entry.startedOn}</span>,
              },
              {
                title: t('enterprise.education'),
                key: 'education',
                width: 130,
                render: (_, { entry }) =>
                  entry.education === null ? '' : t(`enterprise.educationLevels.${entry.education.level}`),
              },
            ]}
          />
          <Checkbox checked={moved} onChange={({ target }) => setMoved(target.checked)}>
            {t('enterprise.moved')}
          </Checkbox>
          <div>
            <Button
              type="primary"
              disabled={read.rows.length === 0 || enter.isSuccess}
              loading={enter.isPending}
              onClick={() => send(read.rows)}
            >
              {t('enterprise.enterThese', { total: read.rows.length })}
            </Button>
          </div>
        </>
      )}
      <RefusalAlert error={enter.error} />
      {enter.data && (
        <>
          <Alert
            type={enter.data.problems.length === 0 ? 'success' : 'info'}
            showIcon
            title={t('enterprise.enteredCounts', { added: enter.data.added, unchanged: enter.data.unchanged })}
          />
          {enter.data.problems.length > 0 && (
            <Problems
              title={t('enterprise.entryProblems', { total: enter.data.problems.length })}
              problems={inTheList(enter.data.problems)}
            />
          )}
        </>
      )}
    </div>
  )
}

/** Rows that were not taken, each with the reason and what to do. */
function Problems({ title, problems }: { title: string; problems: readonly Problem[] }) {
  const { t, language } = useTexts()
  return (
    <>
      <Alert type="error" showIcon title={title} />
      <Table<Problem>
        rowKey="row"
        size="small"
        pagination={{ pageSize: 8, hideOnSinglePage: true }}
        dataSource={[...problems]}
        columns={[
          { title: t('enterprise.row'), key: 'row', width: 56, align: 'right', render: (_, { row }) => row },
          { title: t('enterprise.personName'), key: 'name', width: 110, render: (_, { name }) => name },
          {
            title: t('enterprise.reason'),
            key: 'reason',
            render: (_, { refusal }) => refusalText(refusal, language).what,
          },
          {
            title: t('enterprise.remedy'),
            key: 'remedy',
            render: (_, { refusal }) => refusalText(refusal, language).remedy,
          },
        ]}
      />
    </>
  )
}

/** Sends the list's bytes; its name travels percent-encoded beside them. What was pasted is read like a .csv file. */
async function readList(enterpriseId: string, list: Blob, name: string): Promise<Read> {
  const headers = { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(name) }
  const path = `/v1/enterprises/${encodeURIComponent(enterpriseId)}/people-lists`
  return (await reach(path, { method: 'POST', body: list, headers })) as Read
}

function nameOf(list: Blob) {
  return list instanceof File ? list.name : 'list.csv'
}
