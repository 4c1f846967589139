import { application } from './zh/application.ts'
import { bank } from './zh/bank.ts'
import { certificate } from './zh/certificate.ts'
import { duty } from './zh/duty.ts'
import { enterprise } from './zh/enterprise.ts'
import { frame } from './zh/frame.ts'
import { home } from './zh/home.ts'
import { notice } from './zh/notice.ts'
import { law } from './zh/law.ts'
import { overview } from './zh/overview.ts'
import { people } from './zh/people.ts'
import { report } from './zh/report.ts'
import { practical } from './zh/practical.ts'
import { result } from './zh/result.ts'
import { room } from './zh/room.ts'
import { session } from './zh/session.ts'
import { site } from './zh/site.ts'
import { supervision } from './zh/supervision.ts'
import { training } from './zh/training.ts'
import { words } from './zh/words.ts'

/** Every text of the console in Chinese, the first language: the keys of the other are measured by this one. */
export const zh = {
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
} as const
