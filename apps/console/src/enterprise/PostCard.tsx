import type { PostView } from '@kaochang/contract/enterprise'
import { SKILL_GRADES, type SkillGrade } from '@kaochang/domain/enterprise/mentor'
import { App, Button, Checkbox, DatePicker, Form, Input, InputNumber, Modal, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { type ReactNode, useState } from 'react'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'
import { PostModal } from './PostModal.tsx'
import { PostWarnings } from './PostWarnings.tsx'
import { postName } from './post-words.ts'

type Asking = 'transfer' | 'end' | 'away' | 'back' | 'mentor' | 'sign'

/** One post of a person: since when, away or not, under whom, what is wrong, and what the enterprise can do. */
export function PostCard({ post, edits }: { post: PostView; edits: boolean }) {
  const { t, language } = useTexts()
  const [asking, setAsking] = useState<Asking | null>(null)
  const { category, startedOn, endedOn, endReason, awayFrom, underground, mentorship, adjustmentReason } = post
  const facts = [
    t(`words.category.${category}`),
    ...(underground ? [t('enterprise.underground')] : []),
    t('enterprise.since', { day: startedOn }),
    ...(endedOn === null ? [] : [t('enterprise.endedOn', { day: endedOn })]),
    ...(endReason === null ? [] : [endReason]),
    ...(awayFrom === null ? [] : [t('enterprise.awaySince', { day: awayFrom })]),
    ...(adjustmentReason === null ? [] : [t(`enterprise.adjustments.${adjustmentReason}`)]),
  ]
  const act = (what: Asking, label: string) => (
    <Button size="small" onClick={() => setAsking(what)}>
      {label}
    </Button>
  )
  return (
    <div className="post-card">
      <div className="row spread">
        <span className={endedOn === null ? 'strong' : 'quiet'}>{postName(post, language)}</span>
        {edits && (
          <span className="row">
            {awayFrom === null ? act('away', t('enterprise.away')) : act('back', t('enterprise.back'))}
            {underground && mentorship === null && act('mentor', t('enterprise.mentor'))}
            {mentorship?.signedOn === null && act('sign', t('enterprise.mentorSign'))}
            {act('transfer', t('enterprise.transfer'))}
            {act('end', t('enterprise.end'))}
          </span>
        )}
      </div>
      <div className="quiet">{facts.join(' · ')}</div>
      {mentorship && (
        <div className="quiet">
          {t('enterprise.mentorUnder', { name: mentorship.mentorName, day: mentorship.startedOn })}
          {mentorship.signedOn !== null && ` · ${t('enterprise.mentorSigned', { day: mentorship.signedOn })}`}
        </div>
      )}
      <PostWarnings warnings={post.warnings} mentorship={mentorship} />
      {asking && <Ask what={asking} employmentId={post.id} onClose={() => setAsking(null)} />}
    </div>
  )
}

function Ask({ what, employmentId, onClose }: { what: Asking; employmentId: string; onClose: () => void }) {
  const { t } = useTexts()
  const { message } = App.useApp()
  const params = { employmentId }
  const onDone = () => {
    void message.success(t('enterprise.done'))
    onClose()
  }
  const end = useAct('POST /v1/employments/:employmentId/end', { onDone })
  const away = useAct('POST /v1/employments/:employmentId/away', { onDone })
  const back = useAct('POST /v1/employments/:employmentId/back', { onDone })
  const begin = useAct('POST /v1/employments/:employmentId/mentorship', { onDone })
  const sign = useAct('POST /v1/employments/:employmentId/mentorship/sign', { onDone })

  switch (what) {
    case 'transfer':
      return (
        <PostModal
          target={params}
          title={t('enterprise.transfer')}
          about={t('enterprise.transferAbout')}
          onClose={onClose}
        />
      )
    case 'end':
      return (
        <AskDay
          title={t('enterprise.end')}
          about={t('enterprise.endAbout')}
          day={t('enterprise.endOn')}
          act={end}
          onClose={onClose}
          onSend={(endedOn, { reason = '' }) => end.mutate({ params, body: { endedOn, reason: reason.trim() } })}
        >
          <Form.Item
            name="reason"
            label={t('enterprise.endReason')}
            rules={[{ required: true, min: 2, max: 120, whitespace: true, message: t('enterprise.endReasonNeeded') }]}
          >
            <Input maxLength={120} />
          </Form.Item>
        </AskDay>
      )
    case 'away':
      return (
        <AskDay
          title={t('enterprise.away')}
          about={t('enterprise.awayAbout')}
          day={t('enterprise.awayFrom')}
          act={away}
          onClose={onClose}
          onSend={(awayFrom) => away.mutate({ params, body: { awayFrom } })}
        />
      )
    case 'back':
      return (
        <AskDay
          title={t('enterprise.back')}
          about={t('enterprise.awayAbout')}
          day={t('enterprise.backOn')}
          act={back}
          onClose={onClose}
          onSend={(backOn) => back.mutate({ params, body: { backOn } })}
        />
      )
    case 'mentor':
      return (
        <AskDay
          title={t('enterprise.mentor')}
          about={t('enterprise.mentorAbout')}
          day={t('enterprise.mentorFrom')}
          act={begin}
          onClose={onClose}
          onSend={(startedOn, { mentorName = '', mentorSkillGrade, mentorYears, mentorViolations }) =>
            begin.mutate({
              params,
              body: {
                mentorName: mentorName.trim(),
                mentorSkillGrade: mentorSkillGrade ?? null,
                mentorYears: mentorYears ?? 0,
                mentorViolations: mentorViolations ?? false,
                startedOn,
              },
            })
          }
        >
          <MentorFields />
        </AskDay>
      )
    case 'sign':
      return (
        <AskDay
          title={t('enterprise.mentorSign')}
          about={t('enterprise.mentorAbout')}
          day={t('enterprise.mentorSignedOn')}
          act={sign}
          onClose={onClose}
          onSend={(signedOn) => sign.mutate({ params, body: { signedOn } })}
        />
      )
  }
}

type Fields = {
  day: Dayjs
  reason?: string
  mentorName?: string
  mentorSkillGrade?: SkillGrade
  mentorYears?: number
  mentorViolations?: boolean
}

/** Asks for the day of what is to be recorded, and for whatever else stands between. */
function AskDay({
  title,
  about,
  day,
  act,
  children,
  onSend,
  onClose,
}: {
  title: string
  about: string
  day: string
  act: { readonly isPending: boolean; readonly error: Error | null }
  children?: ReactNode
  onSend: (day: string, fields: Fields) => void
  onClose: () => void
}) {
  const { t } = useTexts()
  const [form] = Form.useForm<Fields>()
  return (
    <Modal
      open
      title={title}
      okText={title}
      cancelText={t('frame.cancel')}
      confirmLoading={act.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <div className="stack">
        <p className="quiet">{about}</p>
        {/* Without a form element: Enter in the day's field takes the day, and sends nothing. */}
        <Form<Fields>
          component={false}
          form={form}
          layout="vertical"
          onFinish={(fields) => onSend(fields.day.format('YYYY-MM-DD'), fields)}
        >
          {children}
          <Form.Item name="day" label={day} rules={[{ required: true, message: t('frame.choose') }]}>
            <DatePicker />
          </Form.Item>
        </Form>
        <RefusalAlert error={act.error} />
      </div>
    </Modal>
  )
}

function MentorFields() {
  const { t } = useTexts()
  return (
    <>
      <Form.Item
        name="mentorName"
        label={t('enterprise.mentorName')}
        rules={[{ required: true, min: 2, max: 40, whitespace: true, message: t('people.nameShort') }]}
      >
        <Input />
      </Form.Item>
      <div className="two-fields">
        <Form.Item name="mentorSkillGrade" label={t('enterprise.mentorSkill')}>
          <Select
            allowClear
            options={SKILL_GRADES.map((value) => ({ value, label: t(`enterprise.skillGrades.${value}`) }))}
          />
        </Form.Item>
        <Form.Item
          name="mentorYears"
          label={t('enterprise.mentorYears')}
          rules={[{ required: true, message: t('frame.choose') }]}
        >
          <InputNumber min={0} max={60} precision={0} />
        </Form.Item>
      </div>
      <Form.Item name="mentorViolations" valuePropName="checked">
        <Checkbox>{t('enterprise.mentorViolations')}</Checkbox>
      </Form.Item>
    </>
  )
}
