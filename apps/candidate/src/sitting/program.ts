import '../look/sitting.css'
import { SelfCheck } from '../terminal/SelfCheck.tsx'
import { CalledScreen } from '../terminal/CalledScreen.tsx'
import { ConfirmScreen } from '../terminal/ConfirmScreen.tsx'
import { SignInScreen } from '../terminal/SignInScreen.tsx'
import { createTerminalCheck } from '../terminal/terminal-check.ts'
import { checkZh } from '../text/check-zh.ts'
import { sittingZh } from '../text/sitting-zh.ts'
import { addText, prepareEnglish } from '../text/text.ts'
import { SittingPlace } from './SittingPlace.tsx'
import { createSittingStore } from './sitting-store.ts'
import { openLog } from './write-ahead-log.ts'

/**
 * Everything from the sign-in to the farewell, fetched as soon as the terminal stands at home and before anybody can
 * sign in: once the exam has begun, not one file is wanted from the server any more.
 */
export type Program = typeof program

const program = {
  SignInScreen,
  ConfirmScreen,
  CalledScreen,
  SittingPlace,
  createSittingStore,
  openLog,
  createTerminalCheck,
  SelfCheck,
}

/** Makes the program ready, with its words. English is fetched too, but nobody waits for it who does not speak it. */
export async function loadProgram(): Promise<Program> {
  await addText('check', checkZh, () => import('../text/check-en.ts').then((module) => module.checkEn))
  await addText('sitting', sittingZh, () => import('../text/sitting-en.ts').then((module) => module.sittingEn))
  prepareEnglish().catch(() => undefined)
  return program
}
