import '../look/sitting.css'
import { CalledScreen } from '../terminal/CalledScreen.tsx'
import { ConfirmScreen } from '../terminal/ConfirmScreen.tsx'
import { SignInScreen } from '../terminal/SignInScreen.tsx'
import { sittingZh } from '../text/sitting-zh.ts'
import { addText, prepareEnglish } from '../text/text.ts'
import { SittingPlace } from './SittingPlace.tsx'
import { createSittingStore } from './sitting-store.ts'
import { logWorks, openLog } from './write-ahead-log.ts'

/**
 * Everything from the sign-in to the farewell, fetched as soon as the terminal stands at home and before anybody can
 * sign in: once the exam has begun, not one file is wanted from the server any more.
 */
export type Program = typeof program

const program = { SignInScreen, ConfirmScreen, CalledScreen, SittingPlace, createSittingStore, openLog, logWorks }

/** Makes the program ready, with its words. English is fetched too, but nobody waits for it who does not speak it. */
export async function loadProgram(): Promise<Program> {
  await addText('sitting', sittingZh, () => import('../text/sitting-en.ts').then((module) => module.sittingEn))
  prepareEnglish().catch(() => undefined)
  return program
}
