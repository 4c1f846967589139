import type { MeView } from '@kaochang/contract/people'
import type { Act } from '@kaochang/domain/people/permission'
import { createContext, useContext } from 'react'

export const MeContext = createContext<MeView | null>(null)

/** Who is signed in. Only for pages behind the gate. */
export function useMe(): MeView {
  const me = useContext(MeContext)
  if (!me) throw new Error('useMe stands outside the gate')
  return me
}

/** Whether the person may do an act in any of their places; the server judges the place. */
export function useMay(): (act: Act) => boolean {
  const { acts } = useMe()
  return (act) => acts.includes(act)
}
