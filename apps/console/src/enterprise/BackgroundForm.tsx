import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import type { BackgroundBody, PersonFileView } from '@kaochang/contract/enterprise'
import { SKILL_GRADES, type SkillGrade } from '@kaochang/domain/enterprise/mentor'
import { EDUCATION_LEVELS, type EducationLevel } from '@kaochang/domain/people/background'
import { App, Button, Checkbox, DatePicker, Drawer, Form, Input, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'

const KINDS = ['coal', 'coal_safety', 'other'] as const

type Period = { employer: string; post?: string; kind: (typeof KINDS)[number]; from: Dayjs; to?: Dayjs | null }
type Fields = {
  level?: EducationLevel
  coalRelated?: boolean
  subject?: string
  school?: string
  graduatedOn?: Dayjs | null
  skillGrade?: SkillGrade
  /** Absent until a first row is added. */
  work?: Partial<Period>[]
}

/** A person's schooling, work history and skill grade (R08-1). */
export function BackgroundForm({ file, onClose }: { file: PersonFileView; onClose: () => void }) {
  const { t } = useTexts()
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const keep = useAct('POST /v1/enterprises/:enterpriseId/people/:personId/background', {
    onDone: () => {
      void message.success(t('enterprise.done'))
      onClose()
    },
  })
  const params = { enterpriseId: file.enterpriseId, personId: file.person.id }
  return (
    <Drawer
      open
      size={860}
      title={t('enterprise.background')}
      onClose={onClose}
      footer={
        <div className="row">
          <Button type="primary" loading={keep.isPending} onClick={() => form.submit()}>
            {t('enterprise.backgroundKeep')}
          </Button>
          <Button onClick={onClose}>{t('frame.cancel')}</Button>
        </div>
      }
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        initialValues={fieldsOf(file.background)}
        onFinish={(fields) => keep.mutate({ params, body: bodyOf(fields) })}
      >
        <div className="two-fields">
          <Form.Item name="level" label={t('enterprise.education')}>
            <Select
              allowClear
              options={EDUCATION_LEVELS.map((value) => ({ value, label: t(`enterprise.educationLevels.${value}`) }))}
            />
          </Form.Item>
          <Form.Item name="subject" label={t('enterprise.subject')}>
            <Input maxLength={80} />
          </Form.Item>
          <Form.Item name="school" label={t('enterprise.school')}>
            <Input maxLength={80} />
          </Form.Item>
          <Form.Item name="graduatedOn" label={t('enterprise.graduatedOn')}>
            <DatePicker />
          </Form.Item>
          <Form.Item name="coalRelated" valuePropName="checked">
            <Checkbox>{t('enterprise.coalRelated')}</Checkbox>
          </Form.Item>
          <Form.Item name="skillGrade" label={t('enterprise.skillGrade')}>
            <Select
              allowClear
              options={SKILL_GRADES.map((value) => ({ value, label: t(`enterprise.skillGrades.${value}`) }))}
            />
          </Form.Item>
        </div>
        <Form.Item label={t('enterprise.work')}>
          <WorkFields />
        </Form.Item>
        <RefusalAlert error={keep.error} />
      </Form>
    </Drawer>
  )
}

function WorkFields() {
  const { t } = useTexts()
  const chosen = [{ required: true, message: t('frame.choose') }]
  return (
    <Form.List name="work">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name: row }) => (
            <div className="work-row" key={key}>
              <Form.Item name={[row, 'employer']} rules={chosen}>
                <Input aria-label={t('enterprise.employer')} placeholder={t('enterprise.employer')} maxLength={120} />
              </Form.Item>
              <Form.Item name={[row, 'post']}>
                <Input aria-label={t('enterprise.workPost')} placeholder={t('enterprise.workPost')} maxLength={80} />
              </Form.Item>
              <Form.Item name={[row, 'kind']} rules={chosen}>
                <Select
                  aria-label={t('enterprise.workKind')}
                  placeholder={t('enterprise.workKind')}
                  options={KINDS.map((value) => ({ value, label: t(`enterprise.workKinds.${value}`) }))}
                />
              </Form.Item>
              <Form.Item name={[row, 'from']} rules={chosen}>
                <DatePicker aria-label={t('enterprise.workFrom')} placeholder={t('enterprise.workFrom')} />
              </Form.Item>
              <Form.Item name={[row, 'to']}>
                <DatePicker aria-label={t('enterprise.workTo')} placeholder={t('enterprise.workTo')} />
              </Form.Item>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('enterprise.workRemove')}
                onClick={() => remove(row)}
              />
            </div>
          ))}
          <Button type="dashed" icon={<PlusOutlined />} disabled={fields.length >= 40} onClick={() => add({})}>
            {t('enterprise.workAdd')}
          </Button>
        </>
      )}
    </Form.List>
  )
}

function fieldsOf({ education, work, skillGrade }: PersonFileView['background']): Partial<Fields> {
  return {
    ...(education && {
      level: education.level,
      coalRelated: education.coalRelated,
      subject: education.subject,
      school: education.school,
      graduatedOn: education.graduatedOn === null ? null : dayjs(education.graduatedOn),
    }),
    ...(skillGrade !== null && { skillGrade }),
    work: work.map(({ from, to, ...period }) => ({
      ...period,
      from: dayjs(from),
      to: to === null ? null : dayjs(to),
    })),
  }
}

function bodyOf({ level, coalRelated, subject, school, graduatedOn, skillGrade, work = [] }: Fields): BackgroundBody {
  const day = (value: Dayjs | null | undefined) => value?.format('YYYY-MM-DD') ?? null
  return {
    education: level
      ? {
          level,
          coalRelated: coalRelated ?? false,
          subject: subject ?? '',
          school: school ?? '',
          graduatedOn: day(graduatedOn),
        }
      : null,
    skillGrade: skillGrade ?? null,
    work: work.flatMap(({ employer, post, kind, from, to }) =>
      employer && kind && from
        ? [{ employer, post: post ?? '', kind, from: from.format('YYYY-MM-DD'), to: day(to) }]
        : [],
    ),
  }
}
