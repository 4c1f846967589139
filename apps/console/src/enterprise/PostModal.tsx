import { App, Form, Modal } from 'antd'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'
import { PostFields, type PostFieldValues, postBody } from './PostFields.tsx'

/** A further post for a person, or another in place of the one they have. */
export function PostModal({
  target,
  title,
  about,
  onClose,
}: {
  target: { readonly enterpriseId: string; readonly personId: string } | { readonly employmentId: string }
  title: string
  about?: string
  onClose: () => void
}) {
  const { t } = useTexts()
  const { message } = App.useApp()
  const [form] = Form.useForm<PostFieldValues>()
  const onDone = () => {
    void message.success(t('enterprise.done'))
    onClose()
  }
  const add = useAct('POST /v1/enterprises/:enterpriseId/people/:personId/posts', { onDone })
  const transfer = useAct('POST /v1/employments/:employmentId/transfer', { onDone })
  const send = (values: PostFieldValues) =>
    'employmentId' in target
      ? transfer.mutate({ params: target, body: postBody(values) })
      : add.mutate({ params: target, body: postBody(values) })
  return (
    <Modal
      open
      title={title}
      okText={title}
      cancelText={t('frame.cancel')}
      confirmLoading={add.isPending || transfer.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {about && <p className="quiet">{about}</p>}
      <br />
      <Form<PostFieldValues> form={form} layout="vertical" onFinish={send}>
        <PostFields />
        <RefusalAlert error={add.error ?? transfer.error} />
      </Form>
    </Modal>
  )
}
