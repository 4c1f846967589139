import { useStore } from 'zustand'
import { Boundary } from '../Boundary.tsx'
import { useText } from '../text/text.ts'
import { WaitScreen } from '../PlainScreen.tsx'
import { EnrolScreen } from './EnrolScreen.tsx'
import { HomeScreen } from './HomeScreen.tsx'
import { OtherWindowScreen } from './OtherWindowScreen.tsx'
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
  const { window, stage, program, candidate, sitting, clock } = useStore(terminal)
  if (window === 'taken' || window === 'lost') return <OtherWindowScreen terminal={terminal} lost={window === 'lost'} />
  if (stage === 'enrol') return <EnrolScreen terminal={terminal} />
  if (stage === 'home') return <HomeScreen terminal={terminal} />
  if (!program) return <WaitScreen />
  if (stage === 'sign_in') return <program.SignInScreen terminal={terminal} />
  if (stage === 'called') return <program.CalledScreen terminal={terminal} />
  if (stage === 'confirm' && candidate) return <program.ConfirmScreen terminal={terminal} candidate={candidate} />
  if (stage === 'sitting' && candidate && sitting)
    return (
      <program.SittingPlace
        key={candidate.ticket}
        terminal={terminal}
        sitting={sitting}
        candidate={candidate}
        clock={clock}
      />
    )
  return <WaitScreen />
}
