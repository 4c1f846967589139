import type { GrantBody } from '@kaochang/contract/people'
import { forbiddenPair } from '@kaochang/domain/people/roles'
import { Alert, App, Button, Drawer, Form, Input } from 'antd'
import { useMe } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'
import { GrantFields } from './GrantFields.tsx'
import type { GrantPlaces } from './grant-places.ts'
import { loginRules, nameRules, passwordRules } from './password-rules.ts'

type Fields = { login: string; name: string; password: string; grants: Partial<GrantBody>[] }

/** A new account with its roles. Two roles that one person may not unite are told before anything is sent. */
export function AppointDrawer({ places, onClose }: { places: GrantPlaces; onClose: () => void }) {
  const { t } = useTexts()
  const { message } = App.useApp()
  const me = useMe()
  const [form] = Form.useForm<Fields>()
  const appoint = useAct('POST /v1/staff', {
    onDone: ({ name, login }) => {
      void message.success(t('people.appointed', { name, login }))
      onClose()
    },
  })
  const grants = Form.useWatch('grants', form) ?? []
  const pair = forbiddenPair(grants.flatMap((grant) => grant?.role ?? []))
  // An administrator of one province appoints there: the first row need not ask.
  const own = me.grants.find(({ role }) => role === 'administrator')
  const first: Partial<GrantBody> = own?.level === 'province' ? { level: 'province', province: own.province } : {}

  return (
    <Drawer
      open
      size={680}
      title={t('people.appoint')}
      onClose={onClose}
      footer={
        <div className="row">
          <Button
            type="primary"
            disabled={pair !== undefined}
            loading={appoint.isPending}
            onClick={() => form.submit()}
          >
            {t('people.appoint')}
          </Button>
          <Button onClick={onClose}>{t('frame.cancel')}</Button>
        </div>
      }
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        initialValues={{ grants: [first] }}
        onFinish={(fields) => appoint.mutate({ body: { ...fields, grants: fields.grants.flatMap(wholeGrant) } })}
      >
        <Form.Item name="name" label={t('people.name')} rules={nameRules(t)}>
          <Input autoFocus />
        </Form.Item>
        <Form.Item name="login" label={t('people.login')} extra={t('people.loginHint')} rules={loginRules(t)}>
          <Input autoComplete="off" autoCapitalize="none" spellCheck={false} />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('people.initialPassword')}
          extra={t('people.initialPasswordHint')}
          rules={passwordRules(t)}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item label={t('people.rolesAndPlaces')} required>
          <GrantFields places={places} />
        </Form.Item>
        <div className="stack">
          {pair && (
            <Alert
              type="error"
              showIcon
              title={t('people.forbiddenPair', { one: t(`words.role.${pair[0]}`), other: t(`words.role.${pair[1]}`) })}
            />
          )}
          <RefusalAlert error={appoint.error} />
        </div>
      </Form>
    </Drawer>
  )
}

/** What the form holds, with every member the wire wants; none of a row that the form's rules would not let through. */
function wholeGrant({ role, level, province, city, siteId, enterpriseId }: Partial<GrantBody>): GrantBody[] {
  if (!role || !level) return []
  return [
    {
      role,
      level,
      province: level === 'nation' ? null : (province ?? null),
      city: level === 'city' ? (city ?? null) : null,
      siteId: level === 'site' ? (siteId ?? null) : null,
      enterpriseId: level === 'enterprise' ? (enterpriseId ?? null) : null,
    },
  ]
}
