import { addDays, civilDateAt } from '@kaochang/domain/instant'
import type { Deps } from '../deps.ts'
import { proposeChoiceFor } from '../law/decide-choice.ts'
import { demoActor } from './demo-actors.ts'
import { given } from './hold-session.ts'

/**
 * A choice of the law that waits for its second person: Shanxi's officer would count a bar from the legal deadline
 * (A3), and the publisher has yet to confirm it. No holiday notice is entered: none is invented for a real year.
 */
export async function demoLaw(deps: Deps): Promise<void> {
  const officer = await demoActor(deps, 'officer-shanxi')
  given(
    await proposeChoiceFor(deps, officer, {
      province: '14',
      name: 'A3',
      value: 'legal_deadline',
      fromDate: addDays(civilDateAt(deps.clock.now()), 10),
      reference: '晋考核〔2026〕12 号（演示，虚构）',
    }),
  )
}
