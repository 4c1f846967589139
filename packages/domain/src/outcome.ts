/** What a rule answers: the value it allows, or the reason it refuses. */
export type Outcome<Value, R extends Refusal> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: R }

/** A "no" we expected. Every refusal has a code; some carry the facts that explain it. */
export type Refusal = { readonly code: string }

export function allow<Value>(value: Value) {
  return { ok: true, value } as const
}

export function refuse<const R extends Refusal>(refusal: R) {
  return { ok: false, refusal } as const
}

/** For what cannot happen unless we wrote a bug. Refusals are values; broken invariants stop the work. */
export function invariant(holds: unknown, promise: string): asserts holds {
  if (!holds) throw new Error(`Broken invariant: ${promise}`)
}
