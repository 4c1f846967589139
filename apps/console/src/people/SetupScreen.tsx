import { Button, Form, Input } from 'antd'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { ME, queryClient } from '../wire/query-client.ts'
import { useAct } from '../wire/use-act.ts'
import { Door } from './Door.tsx'
import { loginRules, nameRules, passwordRules, repeatRules } from './password-rules.ts'

type Fields = { token: string; login: string; name: string; password: string; again: string }

/** A fresh installation: whoever can read the server's terminal makes the first administrator. */
export function SetupScreen() {
  const { t } = useTexts()
  const setUp = useAct('POST /v1/setup', { onDone: (me) => queryClient.setQueryData(ME, me) })

  return (
    <Door>
      <h2>{t('people.setupTitle')}</h2>
      <Form<Fields>
        layout="vertical"
        requiredMark={false}
        onFinish={({ again: _, token, ...body }) => setUp.mutate({ body: { ...body, token: token.trim() } })}
      >
        <p className="quiet">{t('people.setupAbout')}</p>
        <br />
        <Form.Item name="token" label={t('people.token')} rules={[{ required: true, message: t('people.token') }]}>
          <Input className="code" autoComplete="off" autoFocus spellCheck={false} maxLength={100} />
        </Form.Item>
        <Form.Item name="login" label={t('people.login')} extra={t('people.loginHint')} rules={loginRules(t)}>
          <Input autoComplete="username" autoCapitalize="none" spellCheck={false} />
        </Form.Item>
        <Form.Item name="name" label={t('people.name')} rules={nameRules(t)}>
          <Input autoComplete="name" />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('people.password')}
          extra={t('people.passwordHint')}
          rules={passwordRules(t)}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label={t('people.passwordAgain')}
          dependencies={['password']}
          rules={repeatRules(t, 'password')}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <div className="stack">
          <RefusalAlert error={setUp.error} />
          <Button type="primary" htmlType="submit" block loading={setUp.isPending}>
            {t('people.setupDo')}
          </Button>
        </div>
      </Form>
    </Door>
  )
}
