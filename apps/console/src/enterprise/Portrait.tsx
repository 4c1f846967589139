import { UploadOutlined } from '@ant-design/icons'
import { reach } from '@kaochang/browser/call'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Card, Upload } from 'antd'
import { When } from '../frame/When.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAnswer } from '../wire/use-answer.ts'
import { forFile } from './portrait-picture.ts'

/** The photo on file of one person, which the exam room compares faces with. */
export function Portrait({ enterpriseId, personId }: { enterpriseId: string; personId: string }) {
  const { t } = useTexts()
  const may = useMay()
  const address = `/v1/enterprises/${enterpriseId}/people/${personId}`
  const answer = useAnswer('GET /v1/enterprises/:enterpriseId/people/:personId/portrait', {
    params: { enterpriseId, personId },
  })
  const queries = useQueryClient()
  const keep = useMutation({
    mutationFn: async (file: File) =>
      reach(`${address}/portrait`, {
        method: 'POST',
        body: await forFile(file),
        headers: { 'content-type': 'application/octet-stream' },
      }),
    onSettled: () => queries.invalidateQueries(),
  })
  const portrait = answer.data?.portrait
  return (
    <Card title={t('enterprise.portrait')}>
      <div className="portrait">
        {portrait ? (
          <img src={`${address}/portraits/${portrait.id}`} alt={t('enterprise.portrait')} />
        ) : (
          <div className="portrait-none quiet">{t('enterprise.portraitNone')}</div>
        )}
        <div className="stack">
          {portrait && (
            <p>
              {t('enterprise.portraitFrom', { name: portrait.uploadedBy })} · <When at={portrait.uploadedAt} />
            </p>
          )}
          <p className="quiet">{t('enterprise.portraitAbout')}</p>
          {may('keep_portrait') && (
            <Upload
              accept=".jpg,.jpeg,.png"
              maxCount={1}
              showUploadList={false}
              beforeUpload={(file) => {
                keep.mutate(file)
                // Sent here: what the component itself would send is not what the endpoint reads.
                return false
              }}
            >
              <Button icon={<UploadOutlined />} loading={keep.isPending}>
                {t(portrait ? 'enterprise.portraitReplace' : 'enterprise.portraitAdd')}
              </Button>
            </Upload>
          )}
          <RefusalAlert error={keep.error ?? answer.error} />
        </div>
      </div>
    </Card>
  )
}
