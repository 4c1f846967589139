import { Button, Form, Input } from 'antd'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { ME, queryClient } from '../wire/query-client.ts'
import { useAct } from '../wire/use-act.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { Door } from './Door.tsx'

type Fields = { login: string; password: string }

/** Login and password; afterwards the page of the address appears in this one's place. */
export function SignInScreen() {
  const { t } = useTexts()
  const setup = useAnswer('GET /v1/setup', {})
  const signIn = useAct('POST /v1/staff/sign-in', { onDone: (me) => queryClient.setQueryData(ME, me) })

  return (
    <Door>
      <h2>{t('people.signInTitle')}</h2>
      <Form<Fields> layout="vertical" size="large" requiredMark={false} onFinish={(body) => signIn.mutate({ body })}>
        <Form.Item name="login" label={t('people.login')} rules={[{ required: true, message: t('people.login') }]}>
          <Input autoFocus autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={40} />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('people.password')}
          rules={[{ required: true, message: t('people.password') }]}
        >
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Form.Item>
        <div className="stack">
          <RefusalAlert error={signIn.error} />
          <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
            {t('people.signIn')}
          </Button>
        </div>
      </Form>
      <div className="notes">
        <p>{t('people.forgot')}</p>
        {setup.data?.demo && <p>{t('people.demoAccounts')}</p>}
      </div>
    </Door>
  )
}
