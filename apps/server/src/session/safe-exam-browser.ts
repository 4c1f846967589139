import type { RequestOf } from '@kaochang/contract/endpoints'
import type { setSafeExamBrowser } from '@kaochang/contract/session'
import { setSafeExamBrowser as store } from '@kaochang/database/session'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import type { SafeExamBrowser } from '@kaochang/domain/session/safe-exam-browser'
import { hash } from 'node:crypto'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'
import { actOnSession } from './act-on-session.ts'
import { type SebFileRefusal, readSeb } from './read-seb.ts'

type Asked = RequestOf<typeof setSafeExamBrowser>['body']['asked']

/** Sets what a session asks of Safe Exam Browser, or that it asks nothing, before its doors open. */
export async function setSafeExamBrowserFor(deps: Deps, actor: Actor, sessionId: string, asked: Asked) {
  const on = { sessionId, act: 'schedule_session', note: 'set_safe_exam_browser' } as const
  return actOnSession(deps, actor, on, async (tx, session) => {
    if (session.component === 'practical') return refuse({ code: 'room_not_in_session' })
    if (!['planned', 'announced', 'sealed'].includes(session.state)) return refuse({ code: 'session_opened_already' })
    const read = asked === null ? allow(null) : readAsked(asked)
    if (!read.ok) return read
    await store(tx, session.id, read.value)
    const facts = read.value && {
      required: read.value.required,
      browserExamKeyCount: read.value.browserExamKeys.length,
    }
    return allow({ asked: facts })
  })
}

function readAsked({
  required,
  configuration,
  configKey,
  browserExamKeys,
}: NonNullable<Asked>): Outcome<SafeExamBrowser, SebFileRefusal | { code: 'seb_without_keys' }> {
  const keys = [...new Set(browserExamKeys.map((key) => key.toLowerCase()))]
  const typed = { required, configKey: configKey?.toLowerCase() ?? null, browserExamKeys: keys }
  if (configuration !== null) {
    const text = readSeb(Buffer.from(configuration, 'base64'))
    return text.ok ? allow({ ...typed, configKey: hash('sha256', text.value, 'hex') }) : text
  }
  return typed.configKey === null && keys.length === 0 ? refuse({ code: 'seb_without_keys' }) : allow(typed)
}
