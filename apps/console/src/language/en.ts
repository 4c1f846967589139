import { bank } from './en/bank.ts'
import { frame } from './en/frame.ts'
import { home } from './en/home.ts'
import { people } from './en/people.ts'
import { result } from './en/result.ts'
import { room } from './en/room.ts'
import { session } from './en/session.ts'
import { site } from './en/site.ts'
import { words } from './en/words.ts'
import type { SameKeys } from './same-keys.ts'
import type { zh } from './zh.ts'

/** Every text of the console in English. */
export const en: SameKeys<typeof zh> = { frame, words, home, people, bank, site, session, room, result }
