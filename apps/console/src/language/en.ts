import { application } from './en/application.ts'
import { bank } from './en/bank.ts'
import { certificate } from './en/certificate.ts'
import { duty } from './en/duty.ts'
import { enterprise } from './en/enterprise.ts'
import { frame } from './en/frame.ts'
import { home } from './en/home.ts'
import { notice } from './en/notice.ts'
import { law } from './en/law.ts'
import { overview } from './en/overview.ts'
import { people } from './en/people.ts'
import { report } from './en/report.ts'
import { practical } from './en/practical.ts'
import { result } from './en/result.ts'
import { room } from './en/room.ts'
import { session } from './en/session.ts'
import { site } from './en/site.ts'
import { supervision } from './en/supervision.ts'
import { training } from './en/training.ts'
import { words } from './en/words.ts'
import type { SameKeys } from './same-keys.ts'
import type { zh } from './zh.ts'

/** Every text of the console in English. */
export const en: SameKeys<typeof zh> = {
  frame,
  words,
  application,
  home,
  duty,
  law,
  people,
  enterprise,
  training,
  bank,
  site,
  session,
  overview,
  room,
  practical,
  result,
  certificate,
  notice,
  supervision,
  report,
}
