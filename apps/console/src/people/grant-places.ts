import { useMay } from '../frame/me.ts'
import { useAnswer } from '../wire/use-answer.ts'

type Named = { readonly id: string; readonly name: string; readonly province: string }

/** The sites and enterprises within reach, by which grants are given and read. */
export type GrantPlaces = { readonly sites: readonly Named[]; readonly enterprises: readonly Named[] }

/** Reads the places that this person may read; what they may not read stays empty and is named by its level. */
export function useGrantPlaces(): GrantPlaces {
  const may = useMay()
  const sites = useAnswer('GET /v1/sites', {}, { enabled: may('read_sites') })
  const enterprises = useAnswer('GET /v1/enterprises', {}, { enabled: may('read_enterprises') })
  return { sites: sites.data?.sites ?? [], enterprises: enterprises.data?.enterprises ?? [] }
}
