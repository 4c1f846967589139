import { CallRefused, call } from '@kaochang/browser/call'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Outlet } from 'react-router'
import { useTexts } from '../language/language.ts'
import { SetupScreen } from '../people/SetupScreen.tsx'
import { SignInScreen } from '../people/SignInScreen.tsx'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { ME } from '../wire/query-client.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { DemoNotice } from './DemoNotice.tsx'
import { MeContext } from './me.ts'
import { Opening } from './Opening.tsx'

/**
 * Lets a signed-in member of staff through to the page of the address. Anybody else gets the sign-in in its place,
 * so that the address is still there afterwards; a fresh installation gets the set-up.
 */
export function Gate() {
  const { t } = useTexts()
  const setup = useAnswer('GET /v1/setup', {})
  const me = useQuery({ queryKey: ME, queryFn: readMe })

  if (setup.isPending || me.isPending) return <Opening />
  const lost = me.data === undefined ? me.error : setup.data ? null : setup.error
  if (lost || !setup.data || me.data === undefined) {
    const again = () => void Promise.all([setup.refetch(), me.refetch()])
    return (
      <div className="opening">
        <RefusalAlert error={lost} action={<Button onClick={again}>{t('frame.tryAgain')}</Button>} />
      </div>
    )
  }
  return (
    <>
      {setup.data.demo && <DemoNotice />}
      {me.data ? (
        <MeContext value={me.data}>
          <Outlet />
        </MeContext>
      ) : setup.data.needed ? (
        <SetupScreen />
      ) : (
        <SignInScreen />
      )}
    </>
  )
}

/** Who is signed in, or `null`: not to be signed in is an answer here and no trouble. */
async function readMe() {
  try {
    return await call('GET /v1/staff/me')
  } catch (error) {
    if (error instanceof CallRefused && error.status === 401) return null
    throw error
  }
}
