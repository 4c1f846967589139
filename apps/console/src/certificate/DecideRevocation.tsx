import { Alert, Button, Form, Input, Modal } from 'antd'
import { useMe } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'
import type { OnCertificate } from './AmendCertificate.tsx'

/** The second person revokes, or dismisses the proposal; never whoever proposed it. */
export function DecideRevocation({ certificate, onDone, onClose }: OnCertificate) {
  const { t } = useTexts()
  const me = useMe()
  const [form] = Form.useForm<{ reason: string }>()
  const act = useAct('POST /v1/certificates/:certificateId/revocation', { onDone })
  const proposal = certificate.history.findLast(({ kind }) => kind === 'revocation_proposed')
  const isOwn = certificate.revocationProposedById === me.id
  const decide = async (decision: 'revoke' | 'dismiss') => {
    const { reason } = await form.validateFields()
    act.mutate({ params: { certificateId: certificate.id }, body: { decision, reason: reason.trim() } })
  }
  // What is not filled in is said at the field itself.
  const press = (decision: 'revoke' | 'dismiss') => void decide(decision).catch(() => undefined)
  return (
    <Modal
      open
      title={t('certificate.decideTitle', { name: certificate.holderName })}
      onCancel={onClose}
      footer={
        <div className="row spread">
          <Button onClick={onClose}>{t('frame.cancel')}</Button>
          <div className="row">
            <Button disabled={isOwn || act.isPending} onClick={() => press('dismiss')}>
              {t('certificate.dismiss')}
            </Button>
            <Button danger type="primary" disabled={isOwn} loading={act.isPending} onClick={() => press('revoke')}>
              {t('certificate.revoke')}
            </Button>
          </div>
        </div>
      }
    >
      <div className="stack">
        {isOwn && <Alert type="warning" showIcon title={t('certificate.samePerson')} />}
        <div>
          {t('certificate.decideWhat', {
            ground: proposal?.ground ? t(`certificate.ground.${proposal.ground}`) : '',
            reference: proposal?.reference ?? '',
          })}
        </div>
        {proposal?.reason && <div className="strong">{proposal.reason}</div>}
        <Form form={form} layout="vertical">
          <Form.Item
            name="reason"
            label={t('frame.reason')}
            extra={t('frame.reasonHint')}
            rules={[{ required: true, min: 2, max: 200, whitespace: true, message: t('frame.reasonNeeded') }]}
          >
            <Input.TextArea rows={2} maxLength={200} />
          </Form.Item>
        </Form>
        <RefusalAlert error={act.error} />
      </div>
    </Modal>
  )
}
