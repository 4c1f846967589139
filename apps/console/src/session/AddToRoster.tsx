import { UploadOutlined } from '@ant-design/icons'
import type { ResponseOf } from '@kaochang/contract/endpoints'
import type { SessionView, addToRoster } from '@kaochang/contract/session'
import { Alert, Button, Drawer, Input, Table, Upload } from 'antd'
import { useState } from 'react'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { refusalText } from '../refusal/refusal-text.ts'
import { useAct } from '../wire/use-act.ts'
import { decodeText } from './decode-text.ts'
import { readRosterRows } from './roster-rows.ts'

type Answer = ResponseOf<typeof addToRoster>
type Problem = Answer['problems'][number]

/** Takes a pasted list, or a CSV file, onto the roster; whoever is not taken is named with the reason. */
export function AddToRoster({ session, onClose }: { session: SessionView; onClose: () => void }) {
  const { t, language } = useTexts()
  const [text, setText] = useState('')
  const [unreadable, setUnreadable] = useState(false)
  const { rows, lines, bad } = readRosterRows(text)
  const add = useAct('POST /v1/sessions/:sessionId/roster')
  const send = () => add.mutate({ params: { sessionId: session.id }, body: { rows: [...rows] } })

  const read = async (file: File) => {
    const decoded = decodeText(await file.arrayBuffer())
    setUnreadable(decoded === null)
    if (decoded !== null) setText(decoded)
  }
  // The server counts the rows it was sent; the person counts the lines of the list.
  const lineOf = (row: number) => lines[row - 1] ?? row
  const putBack = (problems: readonly Problem[]) => {
    const all = text.split(/\r\n|\r|\n/)
    setText(problems.flatMap(({ row }) => all[lineOf(row) - 1] ?? []).join('\n'))
    add.reset()
  }

  return (
    <Drawer
      open
      size={820}
      title={t('session.addPeople')}
      onClose={onClose}
      footer={
        <div className="row">
          <Button type="primary" disabled={rows.length === 0 || add.isSuccess} loading={add.isPending} onClick={send}>
            {t('session.addThese', { total: rows.length })}
          </Button>
          <Button onClick={onClose}>{t('frame.close')}</Button>
          {bad.length > 0 && <span className="amber strong">{t('session.badRows', { total: bad.length })}</span>}
        </div>
      }
    >
      <div className="stack">
        <Alert type="info" showIcon title={t('application.paperDoor')} />
        <p className="quiet">{t('session.pasteAbout')}</p>
        <Input.TextArea
          rows={10}
          className="code"
          aria-label={t('session.paste')}
          placeholder={t('session.pasteExample')}
          spellCheck={false}
          value={text}
          onChange={({ target }) => {
            setText(target.value)
            add.reset()
          }}
        />
        <div className="row spread">
          <Upload
            accept=".csv,.txt"
            maxCount={1}
            showUploadList={false}
            beforeUpload={(file) => {
              void read(file)
              return false
            }}
          >
            <Button icon={<UploadOutlined />}>{t('session.fromFile')}</Button>
          </Upload>
          <span className="numbers">{t('session.readRows', { total: rows.length })}</span>
        </div>
        {unreadable && <Alert type="error" showIcon title={t('session.unreadableFile')} />}
        {bad.length > 0 && (
          <Alert
            type="warning"
            showIcon
            title={t('session.badRows', { total: bad.length })}
            description={
              <ul className="plain-list">
                {bad.slice(0, 20).map(({ line, text, found }) => (
                  <li key={line}>
                    {t('session.badRow', { row: line })}
                    {t('words.colon')}
                    <span className="code">{text}</span>{' '}
                    {found < 3 ? t('session.badRowWhat', { found }) : t('session.badRowShort')}
                  </li>
                ))}
              </ul>
            }
          />
        )}
        <RefusalAlert error={add.error} />
        {add.data && (
          <Alert
            type={add.data.problems.length === 0 ? 'success' : 'info'}
            showIcon
            title={t('session.addedCounts', { added: add.data.added, unchanged: add.data.unchanged })}
          />
        )}
        {add.data && add.data.problems.length > 0 && (
          <>
            <Alert
              type="error"
              showIcon
              title={t('session.addProblems', { total: add.data.problems.length })}
              description={t('session.addProblemsAbout')}
              action={<Button onClick={() => putBack(add.data.problems)}>{t('session.putBack')}</Button>}
            />
            <Table<Problem>
              rowKey="row"
              size="small"
              pagination={false}
              dataSource={add.data.problems}
              columns={[
                { title: t('session.row'), key: 'row', width: 60, align: 'right', render: (_, { row }) => lineOf(row) },
                { title: t('session.personName'), key: 'name', width: 110, render: (_, { name }) => name },
                {
                  title: t('session.reason'),
                  key: 'reason',
                  render: (_, { refusal }) => refusalText(refusal, language).what,
                },
                {
                  title: t('session.remedy'),
                  key: 'remedy',
                  render: (_, { refusal }) => refusalText(refusal, language).remedy,
                },
              ]}
            />
          </>
        )}
      </div>
    </Drawer>
  )
}
