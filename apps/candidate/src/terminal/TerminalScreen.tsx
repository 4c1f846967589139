import { useStore } from 'zustand'
import { Boundary } from '../Boundary.tsx'
import { SittingPlace } from '../sitting/SittingPlace.tsx'
import { useText } from '../text/text.ts'
import { WaitScreen } from '../PlainScreen.tsx'
import { CalledScreen } from './CalledScreen.tsx'
import { ConfirmScreen } from './ConfirmScreen.tsx'
import { EnrolScreen } from './EnrolScreen.tsx'
import { HomeScreen } from './HomeScreen.tsx'
import { OtherWindowScreen } from './OtherWindowScreen.tsx'
import { SignInScreen } from './SignInScreen.tsx'
import type { TerminalStore } from './terminal-store.ts'

/** The whole terminal: the screen follows the terminal's stage, and the sitting's once there is one. */
export function TerminalScreen({ terminal }: { terminal: TerminalStore }) {
  const { t } = useText('terminal')
  return (
    <Boundary
      fallback={() => (
        <main className="plain">
          <h1>{t('stop.fault.title')}</h1>
          <p>{t('stop.fault.text')}</p>
          <button type="button" className="primary" onClick={() => location.reload()}>
            {t('reload')}
          </button>
        </main>
      )}
    >
      <Stage terminal={terminal} />
    </Boundary>
  )
}

function Stage({ terminal }: { terminal: TerminalStore }) {
  const page = useStore(terminal)
  if (page.window === 'taken' || page.window === 'lost') return <OtherWindowScreen terminal={terminal} lost={page.window === 'lost'} />
  switch (page.stage) {
    case 'starting':
      return <WaitScreen />
    case 'enrol':
      return <EnrolScreen terminal={terminal} />
    case 'home':
      return <HomeScreen terminal={terminal} />
    case 'sign_in':
      return <SignInScreen terminal={terminal} />
    case 'confirm':
      return page.candidate ? <ConfirmScreen terminal={terminal} candidate={page.candidate} /> : <WaitScreen />
    case 'called':
      return <CalledScreen terminal={terminal} />
    case 'sitting':
      if (!page.sitting || !page.candidate) return <WaitScreen />
      return <SittingPlace key={page.candidate.ticket} terminal={terminal} sitting={page.sitting} candidate={page.candidate} clock={page.clock} />
  }
}
