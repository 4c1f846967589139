import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const PAGE = fileURLToPath(new URL('../../candidate/dist/index.html', import.meta.url))

/**
 * Which build of the candidate's client this server serves: the name of its entry, which changes with every byte of
 * the client, as a terminal reads it off its own page; null when none is built.
 */
export function readCandidateBuild(page = PAGE): string | null {
  const html = existsSync(page) ? readFileSync(page, 'utf8') : ''
  return /<script type="module"[^>]* src="\/assets\/([\w.-]+)\.js"/.exec(html)?.[1] ?? null
}
