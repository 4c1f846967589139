import type { CertificateView } from '@kaochang/contract/certificate'
import { DatePicker, Form, type FormInstance, Input, Modal, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { dateText } from '../time/beijing-time.ts'
import { useAct } from '../wire/use-act.ts'

export type OnCertificate = {
  readonly certificate: CertificateView
  readonly onDone: () => void
  readonly onClose: () => void
}

/** Issues a lost or damaged certificate again (R31-1). */
export function Reissue({ certificate, onDone, onClose }: OnCertificate) {
  const { t } = useTexts()
  const [form] = Form.useForm<{ cause: 'lost' | 'damaged'; reference: string }>()
  const act = useAct('POST /v1/certificates/:certificateId/reissue', { onDone })
  return (
    <Asked
      form={form}
      title={t('certificate.reissueTitle')}
      what={t('certificate.reissueWhat')}
      okText={t('certificate.act.reissue')}
      act={act}
      onClose={onClose}
      onFinish={({ cause, reference }) =>
        act.mutate({ params: { certificateId: certificate.id }, body: { cause, reference: reference.trim() } })
      }
      initial={{ cause: 'lost' }}
    >
      <Form.Item name="cause" label={t('certificate.cause')}>
        <Select
          options={(['lost', 'damaged'] as const).map((each) => ({
            value: each,
            label: t(`certificate.ground.${each}`),
          }))}
        />
      </Form.Item>
      <Reference />
    </Asked>
  )
}

/** Updates what the certificate records (R31-2); what stays empty stays as it is. */
export function UpdateCertificate({ certificate, onDone, onClose }: OnCertificate) {
  const { t } = useTexts()
  const [form] = Form.useForm<{ holderName?: string; number?: string; reference: string; reason: string }>()
  const act = useAct('POST /v1/certificates/:certificateId/update', { onDone })
  return (
    <Asked
      form={form}
      title={t('certificate.updateTitle')}
      what={t('certificate.updateWhat')}
      okText={t('certificate.act.update')}
      act={act}
      onClose={onClose}
      onFinish={({ holderName = '', number = '', reference, reason }) =>
        act.mutate({
          params: { certificateId: certificate.id },
          body: {
            ...(holderName.trim() !== '' && { holderName: holderName.trim() }),
            ...(number.trim() !== '' && { number: number.trim() }),
            reference: reference.trim(),
            reason: reason.trim(),
          },
        })
      }
    >
      <Form.Item name="holderName" label={t('certificate.newName')} extra={certificate.holderName}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="number" label={t('certificate.newNumber')} extra={certificate.numberMasked}>
        <Input className="code" maxLength={80} autoComplete="off" />
      </Form.Item>
      <Reference />
      <Reason />
    </Asked>
  )
}

/** Strikes the certificate off (注销). */
export function CancelCertificate({ certificate, onDone, onClose }: OnCertificate) {
  const { t } = useTexts()
  type Ground = 'death' | 'incapacity' | 'holder_asked' | 'other'
  const [form] = Form.useForm<{ ground: Ground; reference: string; reason: string }>()
  const act = useAct('POST /v1/certificates/:certificateId/cancel', { onDone })
  return (
    <Asked
      form={form}
      title={t('certificate.cancelTitle')}
      what={t('certificate.cancelWhat')}
      okText={t('certificate.act.cancel')}
      danger
      act={act}
      onClose={onClose}
      onFinish={({ ground, reference, reason }) =>
        act.mutate({
          params: { certificateId: certificate.id },
          body: { ground, reference: reference.trim(), reason: reason.trim() },
        })
      }
      initial={{ ground: 'holder_asked' }}
    >
      <Form.Item name="ground" label={t('certificate.groundLabel')}>
        <Select
          options={(['holder_asked', 'death', 'incapacity', 'other'] as const).map((each) => ({
            value: each,
            label: t(`certificate.ground.${each}`),
          }))}
        />
      </Form.Item>
      <Reference />
      <Reason />
    </Asked>
  )
}

/** Begins the three-yearly assessment (R20-1). */
export function Reassess({ certificate, onDone, onClose }: OnCertificate) {
  const { t, language } = useTexts()
  const act = useAct('POST /v1/certificates/:certificateId/reassessment', { onDone })
  const { id, cycleDue } = certificate
  return (
    <Modal
      open
      title={t('certificate.reassessTitle')}
      okText={t('certificate.act.reassess')}
      cancelText={t('frame.cancel')}
      confirmLoading={act.isPending}
      onOk={() => act.mutate({ params: { certificateId: id } })}
      onCancel={onClose}
    >
      <div className="stack">
        <div>{t('certificate.reassessWhat', { date: cycleDue === null ? '' : dateText(cycleDue, language) })}</div>
        <RefusalAlert error={act.error} />
      </div>
    </Modal>
  )
}

/** Notes an absence of six months or more (R30-1). */
export function PracticalAgain({ certificate, onDone, onClose }: OnCertificate) {
  const { t } = useTexts()
  const [form] = Form.useForm<{ awayFrom: Dayjs; reason: string }>()
  const act = useAct('POST /v1/certificates/:certificateId/practical-again', { onDone })
  return (
    <Asked
      form={form}
      title={t('certificate.practicalAgainTitle')}
      what={t('certificate.practicalAgainWhat')}
      okText={t('certificate.act.practicalAgain')}
      act={act}
      onClose={onClose}
      onFinish={({ awayFrom, reason }) =>
        act.mutate({
          params: { certificateId: certificate.id },
          body: { awayFrom: awayFrom.format('YYYY-MM-DD'), reason: reason.trim() },
        })
      }
    >
      <Form.Item
        name="awayFrom"
        label={t('certificate.awayFrom')}
        rules={[{ required: true, message: t('certificate.awayFrom') }]}
      >
        <DatePicker />
      </Form.Item>
      <Reason />
    </Asked>
  )
}

/** The first of two people says that the certificate is to be revoked (R42-1). A penalty's page leads here with `?penalty=`. */
export function ProposeRevocation({ certificate, onDone, onClose }: OnCertificate) {
  const { t } = useTexts()
  type Said = { ground: 'accident' | 'false_record'; reference: string; reason: string; penaltyId?: string }
  const [form] = Form.useForm<Said>()
  const [search] = useSearchParams()
  const penalty = search.get('penalty')
  const act = useAct('POST /v1/certificates/:certificateId/revocation-proposals', { onDone })
  return (
    <Asked
      form={form}
      title={t('certificate.proposeTitle')}
      what={t('certificate.proposeWhat')}
      okText={t('certificate.act.proposeRevocation')}
      danger
      act={act}
      onClose={onClose}
      onFinish={({ ground, reference, reason, penaltyId = '' }) =>
        act.mutate({
          params: { certificateId: certificate.id },
          body: {
            ground,
            reference: reference.trim(),
            reason: reason.trim(),
            ...(penaltyId.trim() !== '' && { penaltyId: penaltyId.trim() }),
          },
        })
      }
      initial={{ ground: 'accident', ...(penalty !== null && { penaltyId: penalty }) }}
    >
      <Form.Item name="ground" label={t('certificate.groundLabel')}>
        <Select
          options={(['accident', 'false_record'] as const).map((each) => ({
            value: each,
            label: t(`certificate.ground.${each}`),
          }))}
        />
      </Form.Item>
      <Reference label={t('certificate.evidence')} />
      {penalty !== null && (
        <Form.Item name="penaltyId" label={t('certificate.penalty')}>
          <Input readOnly className="code" />
        </Form.Item>
      )}
      <Reason />
    </Asked>
  )
}

/** A dialogue that says what an act will change, asks for what it rests on, and shows what the server refused. */
function Asked<Values>({
  form,
  title,
  what,
  okText,
  danger = false,
  act,
  initial,
  onFinish,
  onClose,
  children,
}: {
  form: FormInstance<Values>
  title: string
  what: string
  okText: string
  danger?: boolean
  act: { readonly isPending: boolean; readonly error: Error | null }
  initial?: Partial<Values>
  onFinish: (values: Values) => void
  onClose: () => void
  children: ReactNode
}) {
  const { t } = useTexts()
  return (
    <Modal
      open
      title={title}
      okText={okText}
      okButtonProps={{ danger }}
      cancelText={t('frame.cancel')}
      confirmLoading={act.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <div className="stack">
        <div>{what}</div>
        <Form form={form} layout="vertical" onFinish={onFinish} {...(initial && { initialValues: initial })}>
          {children}
        </Form>
        <RefusalAlert error={act.error} />
      </div>
    </Modal>
  )
}

function Reference({ label }: { label?: string }) {
  const { t } = useTexts()
  return (
    <Form.Item
      name="reference"
      label={label ?? t('certificate.reference')}
      extra={t('certificate.referenceHint')}
      rules={[{ required: true, min: 2, max: 120, whitespace: true, message: t('certificate.referenceNeeded') }]}
    >
      <Input maxLength={120} />
    </Form.Item>
  )
}

function Reason() {
  const { t } = useTexts()
  return (
    <Form.Item
      name="reason"
      label={t('frame.reason')}
      extra={t('frame.reasonHint')}
      rules={[{ required: true, min: 2, max: 200, whitespace: true, message: t('frame.reasonNeeded') }]}
    >
      <Input.TextArea rows={2} maxLength={200} />
    </Form.Item>
  )
}
