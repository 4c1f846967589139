import { useMe } from '../frame/me.ts'

/** The enterprise a clerk works for; undefined for everybody else. */
export function useOwnEnterprise(): string | undefined {
  const { grants } = useMe()
  return grants.find(({ role }) => role === 'enterprise_clerk')?.enterpriseId ?? undefined
}
