import { bank } from './zh/bank.ts'
import { frame } from './zh/frame.ts'
import { home } from './zh/home.ts'
import { people } from './zh/people.ts'
import { result } from './zh/result.ts'
import { room } from './zh/room.ts'
import { session } from './zh/session.ts'
import { site } from './zh/site.ts'
import { words } from './zh/words.ts'

/** Every text of the console in Chinese, the first language: the keys of the other are measured by this one. */
export const zh = { frame, words, home, people, bank, site, session, room, result } as const
