import { InboxOutlined } from '@ant-design/icons'
import { reach } from '@kaochang/browser/call'
import type { ImportView } from '@kaochang/contract/bank'
import { useMutation } from '@tanstack/react-query'
import { Card, Spin, Upload } from 'antd'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'

/** Takes one file and sends it as it is; the server reads it and nothing enters the bank yet. */
export function ImportUpload({ bankId, onStaged }: { bankId: string; onStaged: (importId: string) => void }) {
  const { t } = useTexts()
  const stage = useMutation({
    mutationFn: (file: File) => stageImport(bankId, file),
    onSuccess: ({ id }) => onStaged(id),
  })

  return (
    <Card>
      <div className="stack">
        <Spin spinning={stage.isPending} description={t('bank.import.reading', { name: stage.variables?.name ?? '' })}>
          <Upload.Dragger
            accept=".xlsx,.csv,.json"
            maxCount={1}
            showUploadList={false}
            beforeUpload={(file) => {
              stage.mutate(file)
              // Sent here, as it is: the form upload of the component is not what the endpoint reads.
              return false
            }}
          >
            <p className="ant-upload-drag-icon">
              <InboxOutlined />
            </p>
            <p className="ant-upload-text">{t('bank.import.drop')}</p>
            <p className="ant-upload-hint">{t('bank.import.kinds')}</p>
            <p className="ant-upload-hint">{t('bank.import.nothingYet')}</p>
          </Upload.Dragger>
        </Spin>
        <RefusalAlert error={stage.error} />
        <p className="quiet">{t('bank.import.columns')}</p>
      </div>
    </Card>
  )
}

/** Sends the file's bytes; its name travels percent-encoded beside them. */
async function stageImport(bankId: string, file: File): Promise<ImportView> {
  const headers = { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(file.name) }
  const answer = await reach(`/v1/banks/${encodeURIComponent(bankId)}/imports`, { method: 'POST', body: file, headers })
  return answer as ImportView
}
