import type { ResponseOf } from '@kaochang/contract/endpoints'
import type { issueCertificates } from '@kaochang/contract/certificate'
import { Alert, Button, Drawer, Input, Table } from 'antd'
import { useState } from 'react'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { refusalText } from '../refusal/refusal-text.ts'
import { useAct } from '../wire/use-act.ts'
import { readIssueRows } from './issue-rows.ts'

type Problem = ResponseOf<typeof issueCertificates>['problems'][number]

/** Issues a pasted list of numbers; whatever was not issued is named with the reason. */
export function IssueList({ onClose }: { onClose: () => void }) {
  const { t, language } = useTexts()
  const [text, setText] = useState('')
  const issue = useAct('POST /v1/certificates/batch')
  const { rows, lines } = readIssueRows(text)
  // The server counts the rows it was sent; the person counts the lines of the list.
  const lineOf = (row: number) => lines[row - 1] ?? row
  const putBack = (problems: readonly Problem[]) => {
    const all = text.split(/\r\n|\r|\n/)
    setText(problems.flatMap(({ row }) => all[lineOf(row) - 1] ?? []).join('\n'))
    issue.reset()
  }
  const told = (problem: Problem) => refusalText(problem.refusal, language)
  return (
    <Drawer
      open
      size={820}
      title={t('certificate.batchTitle')}
      onClose={onClose}
      footer={
        <div className="row">
          <Button
            type="primary"
            disabled={rows.length === 0 || issue.isSuccess}
            loading={issue.isPending}
            onClick={() => issue.mutate({ body: { rows: [...rows] } })}
          >
            {t('certificate.batchDo', { total: rows.length })}
          </Button>
          <Button onClick={onClose}>{t('frame.close')}</Button>
        </div>
      }
    >
      <div className="stack">
        <p className="quiet">{t('certificate.batchAbout')}</p>
        <Input.TextArea
          rows={10}
          className="code"
          aria-label={t('certificate.batchPaste')}
          placeholder={t('certificate.batchExample')}
          spellCheck={false}
          value={text}
          onChange={({ target }) => {
            setText(target.value)
            issue.reset()
          }}
        />
        <span className="numbers">{t('certificate.batchRead', { total: rows.length })}</span>
        <RefusalAlert error={issue.error} />
        {issue.data && issue.data.issued.length > 0 && (
          <Alert type="success" showIcon title={t('certificate.batchDone', { total: issue.data.issued.length })} />
        )}
        {issue.data && issue.data.problems.length > 0 && (
          <>
            <Alert
              type="error"
              showIcon
              title={t('certificate.batchProblems', { total: issue.data.problems.length })}
              description={t('certificate.batchProblemsAbout')}
              action={<Button onClick={() => putBack(issue.data.problems)}>{t('certificate.putBack')}</Button>}
            />
            <Table<Problem>
              rowKey="row"
              size="small"
              pagination={false}
              dataSource={issue.data.problems}
              columns={[
                {
                  title: t('certificate.row'),
                  key: 'row',
                  width: 60,
                  align: 'right',
                  render: (_, { row }) => lineOf(row),
                },
                { title: t('certificate.reason'), key: 'reason', render: (_, problem) => told(problem).what },
                { title: t('certificate.remedy'), key: 'remedy', render: (_, problem) => told(problem).remedy },
              ]}
            />
          </>
        )}
      </div>
    </Drawer>
  )
}
