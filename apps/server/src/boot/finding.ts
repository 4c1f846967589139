/** What one look at the installation found. Never holds a secret. */
export type Finding = {
  /** What was looked at: stable, for monitoring. */
  readonly check: string
  readonly state: 'ok' | 'warning' | 'fatal'
  readonly zh: string
  readonly en: string
  /** What to do about it; empty when all is well. */
  readonly mend: string
}

/** All is well. */
export function ok(check: string, zh: string, en: string): Finding {
  return { check, state: 'ok', zh, en, mend: '' }
}

/** Whether the server must not start. */
export function isFatal(findings: readonly Finding[]): boolean {
  return findings.some(({ state }) => state === 'fatal')
}

/** What `kaochang doctor` exits with: 0 all well, 1 warnings, 78 the server would not start. */
export function exitCodeFor(findings: readonly Finding[]): 0 | 1 | 78 {
  if (isFatal(findings)) return 78
  return findings.some(({ state }) => state === 'warning') ? 1 : 0
}

const MARKS = { ok: '正常', warning: '注意', fatal: '严重' } as const

/** One finding in words, Chinese first, with the remedy on lines of its own. */
export function findingText({ check, state, zh, en, mend }: Finding): string {
  const line = `[${MARKS[state]} ${state}] ${check}：${zh === en ? zh : `${zh} / ${en}`}`
  return mend === '' ? line : `${line}\n    → ${mend}`
}

/** The server may not start: says what stands against it. */
export class BootRefused extends Error {
  override readonly name = 'BootRefused'

  constructor(findings: readonly Finding[]) {
    const fatal = findings.filter(({ state }) => state === 'fatal')
    super(`不能启动 / the server does not start:\n${fatal.map(findingText).join('\n')}`)
  }
}
