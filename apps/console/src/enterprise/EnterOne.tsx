import { SKILL_GRADES, type SkillGrade } from '@kaochang/domain/enterprise/mentor'
import { EDUCATION_LEVELS, type EducationLevel } from '@kaochang/domain/people/background'
import { Alert, App, Button, Checkbox, Form, Input, Select } from 'antd'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { refusalText } from '../refusal/refusal-text.ts'
import { useAct } from '../wire/use-act.ts'
import { PostFields, type PostFieldValues, postBody } from './PostFields.tsx'

type Fields = PostFieldValues & {
  name: string
  idNumber: string
  level?: EducationLevel
  coalRelated?: boolean
  subject?: string
  school?: string
  skillGrade?: SkillGrade
  moved?: boolean
}

/** One person with a post. Why the server does not take them stands beside what to do. */
export function EnterOne({ enterpriseId, onDone }: { enterpriseId: string; onDone: () => void }) {
  const { t, language } = useTexts()
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const enter = useAct('POST /v1/enterprises/:enterpriseId/people', {
    onDone: ({ added, unchanged, problems }) => {
      if (problems.length > 0) return
      void message.success(t('enterprise.enteredCounts', { added, unchanged }))
      onDone()
    },
  })
  const refused = enter.data?.problems[0]?.refusal
  const told = refused && refusalText(refused, language)
  const send = (fields: Fields) => {
    const { name, idNumber, level, coalRelated, subject, school, skillGrade, moved } = fields
    const education = level
      ? {
          level,
          coalRelated: coalRelated ?? false,
          subject: subject ?? '',
          school: school ?? '',
          graduatedOn: null,
        }
      : null
    const entry = {
      ...postBody(fields),
      name,
      idNumber,
      education,
      skillGrade: skillGrade ?? null,
      moved: moved ?? false,
    }
    enter.mutate({ params: { enterpriseId }, body: { rows: [entry] } })
  }

  return (
    <Form<Fields> form={form} layout="vertical" onFinish={send}>
      <div className="two-fields">
        <Form.Item
          name="name"
          label={t('enterprise.personName')}
          rules={[{ required: true, message: t('people.nameShort') }]}
        >
          <Input autoFocus autoComplete="off" maxLength={80} />
        </Form.Item>
        <Form.Item
          name="idNumber"
          label={t('enterprise.idNumber')}
          rules={[{ required: true, message: t('enterprise.codeNeeded') }]}
        >
          <Input className="code" autoComplete="off" maxLength={40} />
        </Form.Item>
      </div>
      <PostFields />
      <div className="two-fields">
        <Form.Item name="level" label={t('enterprise.education')}>
          <Select
            allowClear
            options={EDUCATION_LEVELS.map((value) => ({ value, label: t(`enterprise.educationLevels.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="skillGrade" label={t('enterprise.skillGrade')}>
          <Select
            allowClear
            options={SKILL_GRADES.map((value) => ({ value, label: t(`enterprise.skillGrades.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="subject" label={t('enterprise.subject')}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="school" label={t('enterprise.school')}>
          <Input maxLength={80} />
        </Form.Item>
      </div>
      <Form.Item name="coalRelated" valuePropName="checked">
        <Checkbox>{t('enterprise.coalRelated')}</Checkbox>
      </Form.Item>
      <Form.Item name="moved" valuePropName="checked" extra={t('enterprise.movedAbout')}>
        <Checkbox>{t('enterprise.moved')}</Checkbox>
      </Form.Item>
      <div className="stack">
        {told && <Alert type="error" showIcon role="alert" title={told.what} description={told.remedy} />}
        <RefusalAlert error={enter.error} />
        <div>
          {/* Not the form's own submit: Enter in the date's field would send a form that is half filled in. */}
          <Button type="primary" loading={enter.isPending} onClick={() => form.submit()}>
            {t('enterprise.enter')}
          </Button>
        </div>
      </div>
    </Form>
  )
}
