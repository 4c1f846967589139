import { DownOutlined, LogoutOutlined, UserOutlined } from '@ant-design/icons'
import { App, Button, Dropdown } from 'antd'
import { useNavigate } from 'react-router'
import { useTexts } from '../language/language.ts'
import { refusalOf } from '../refusal/RefusalAlert.tsx'
import { refusalText } from '../refusal/refusal-text.ts'
import { ME, queryClient } from '../wire/query-client.ts'
import { useAct } from '../wire/use-act.ts'
import { useMe } from './me.ts'

/** The person's name and roles, their account, and the way out. */
export function AccountMenu() {
  const { t, language } = useTexts()
  const { name, grants } = useMe()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const signOut = useAct('POST /v1/staff/sign-out', {
    onDone: () => {
      queryClient.setQueryData(ME, null)
      // Nothing that this person read may be shown to the next one.
      queryClient.removeQueries({
        predicate: ({ queryKey }) => queryKey[0] !== ME[0] && queryKey[0] !== 'GET /v1/setup',
      })
    },
  })
  const roles = [...new Set(grants.map(({ role }) => t(`words.role.${role}`)))]

  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'account', icon: <UserOutlined />, label: t('frame.pages.account') },
          { key: 'out', icon: <LogoutOutlined />, label: t('frame.signOut') },
        ],
        onClick: ({ key }) => {
          if (key === 'account') void navigate('/account')
          else
            signOut.mutate(
              {},
              {
                onError: (error) => {
                  const { what, remedy } = refusalText(refusalOf(error), language)
                  void message.error(`${what}${remedy}`)
                },
              },
            )
        },
      }}
    >
      <Button type="text" className="account">
        <span className="strong">{name}</span>
        <span className="quiet">{roles.join(t('words.and'))}</span>
        <DownOutlined className="quiet" />
      </Button>
    </Dropdown>
  )
}
