import { App, Button, Card, Descriptions, Form, Input } from 'antd'
import { PageHeading } from '../frame/PageHeading.tsx'
import { useMe } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'
import { GrantWords } from './GrantWords.tsx'
import { useGrantPlaces } from './grant-places.ts'
import { passwordRules, repeatRules } from './password-rules.ts'

type Fields = { current: string; next: string; again: string }

/** Who is signed in, as what, and their password. */
export function AccountPage() {
  const { t } = useTexts()
  const { name, login, grants } = useMe()
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const places = useGrantPlaces()
  const change = useAct('POST /v1/staff/me/password', {
    onDone: () => {
      form.resetFields()
      void message.success(t('people.passwordChanged'))
    },
  })
  const roles = [...new Set(grants.map(({ role }) => role))]

  return (
    <>
      <PageHeading title={t('people.account')} />
      <div className="stack">
        <Card title={t('people.whoAmI')}>
          <Descriptions
            column={1}
            items={[
              { key: 'name', label: t('people.name'), children: name },
              { key: 'login', label: t('people.login'), children: <span className="code">{login}</span> },
              {
                key: 'grants',
                label: t('people.rolesAndPlaces'),
                children: <GrantWords grants={grants} places={places} />,
              },
            ]}
          />
          <ul className="plain-list">
            {roles.map((role) => (
              <li key={role}>
                <span className="strong">{t(`words.role.${role}`)}</span>
                {t('words.colon')}
                {t(`people.roleAbout.${role}`)}
              </li>
            ))}
          </ul>
        </Card>
        <Card title={t('people.changePassword')}>
          <Form<Fields>
            form={form}
            layout="vertical"
            requiredMark={false}
            style={{ maxWidth: 420 }}
            onFinish={({ current, next }) => change.mutate({ body: { current, next } })}
          >
            <Form.Item
              name="current"
              label={t('people.currentPassword')}
              rules={[{ required: true, message: t('people.currentPassword') }]}
            >
              <Input.Password autoComplete="current-password" />
            </Form.Item>
            <Form.Item
              name="next"
              label={t('people.newPassword')}
              extra={t('people.passwordHint')}
              rules={passwordRules(t)}
            >
              <Input.Password autoComplete="new-password" />
            </Form.Item>
            <Form.Item
              name="again"
              label={t('people.passwordAgain')}
              dependencies={['next']}
              rules={repeatRules(t, 'next')}
            >
              <Input.Password autoComplete="new-password" />
            </Form.Item>
            <div className="stack">
              <RefusalAlert error={change.error} />
              <p className="quiet">{t('people.changePasswordAbout')}</p>
              <div>
                <Button type="primary" htmlType="submit" loading={change.isPending}>
                  {t('people.changePassword')}
                </Button>
              </div>
            </div>
          </Form>
        </Card>
      </div>
    </>
  )
}
