import { type CivilDate, type Instant, civilDateAt, readCivilDate, weekdayOf } from '@kaochang/domain/instant'
import {
  type AttemptRefusal,
  type AttemptResult,
  type Standing,
  mayAttempt,
  standing,
} from '@kaochang/domain/law/attempts'
import { officialCalendar } from '@kaochang/domain/law/calendar'
import { EXAM_CATEGORIES } from '@kaochang/domain/law/categories'
import { CLOCKS, type ClockName, type Deadline, clockNames, deadline } from '@kaochang/domain/law/deadline'
import { type Hundredths, marksText } from '@kaochang/domain/law/marks'
import { nationalMinimum } from '@kaochang/domain/law/national-share'
import { type MarksRefusal, readMarks } from '@kaochang/domain/law/read-marks'
import { type Component, RULES, RULES_VERSIONS, type Rules, rulesOf } from '@kaochang/domain/law/rules'
import { type Outcome, allow, refuse } from '@kaochang/domain/outcome'
import { type IdNumberRefusal, birthDateOf, maskIdNumber, readIdNumber, sexOf } from '@kaochang/domain/people/id-number'
import { Command } from 'commander'

/** Input that makes no sense, or that the law forbids: nothing was worked out. */
const REFUSED = 2

const LARGEST_PAPER = 10_000

type InputRefusal =
  | { code: 'clock_unknown'; clock: string }
  | { code: 'date_unreadable'; text: string }
  | { code: 'track_unknown'; track: string }
  | { code: 'component_unknown'; component: string; track: string }
  | { code: 'rules_unknown'; rules: string; track: string }
  | { code: 'national_unreadable'; text: string; total: number }
  | { code: 'total_unreadable'; text: string }
  | MarksRefusal
  | IdNumberRefusal
  | (AttemptRefusal & { score: number })

type Sentence = { readonly zh: string; readonly en: string }

/**
 * `kaochang deadline CLOCK --from DATE`: one statutory clock of Order 92, by the official calendar. With `--json`
 * it prints a `Deadline`. An instant is read as the civil date it falls on in Asia/Shanghai.
 */
export function deadlineCommand(): Command {
  return new Command('deadline')
    .summary('法定期限 / a statutory deadline')
    .description('计算第 92 号令规定的期限 / works out a deadline of Order 92 by the official working-day calendar')
    .argument('<clock>', '期限名称，见下 / which clock, see below')
    .requiredOption('--from <date>', '起算日或时刻 / the day it starts from, or an instant: 2026-09-24T16:30:00Z')
    .option('--as-of <date>', '只用至此日已公布的放假通知 / only holiday notices published by this date')
    .option('--json', 'JSON')
    .addHelpText('after', clocksText)
    .action((clock: string, options: { from: string; asOf?: string; json?: true }, command: Command) => {
      answer(command, options, readDeadline(clock, options.from, options.asOf), deadlineText)
    })
}

/**
 * `kaochang outcome --track manager --scores 76,79.5`: where a person stands after the published scores of one
 * assessment. `--published` is the day the last of them was published, from which a bar runs. Asking about an
 * operator's practical exam presumes a passed knowledge exam, without which there is none.
 */
export function outcomeCommand(): Command {
  return new Command('outcome')
    .summary('补考与重新申请 / retake and re-application')
    .description('按第 19、27 条判断考核结果 / what arts. 19 and 27 of Order 92 make of the scores of one assessment')
    .requiredOption('--track <track>', `考核类别 / ${EXAM_CATEGORIES.join(', ')}`)
    .requiredOption('--scores <scores>', '依次各次成绩 / scores in order, such as 76,79.5')
    .option('--component <component>', '科目 / knowledge or practical', 'knowledge')
    .option('--published <date>', '最后一次成绩公布日 / the day the last score was published')
    .option('--rules <version>', `规则版本 / ${RULES_VERSIONS.join(', ')}`, 'O92-2018')
    .option('--json', 'JSON')
    .action((options: OutcomeOptions & { json?: true }, command: Command) => {
      answer(command, options, readOutcome(options), outcomeText)
    })
}

/** `kaochang national-minimum N`: the least number of national items on a paper of N (art. 18). */
export function nationalMinimumCommand(): Command {
  return new Command('national-minimum')
    .summary('国家题库最少题数 / the least number of national items')
    .description('一份试卷中国家级题库试题的最少数量 / the least number of national items on a paper of N (art. 18)')
    .argument('<n>', '试题总数 / items on the paper')
    .option('--national <k>', '现有国家级题库试题数，判断是否合法 / how many are national, to be judged')
    .option('--json', 'JSON')
    .action((text: string, options: { national?: string; json?: true }, command: Command) => {
      answer(command, options, readNationalMinimum(text, options.national), nationalText)
    })
}

/** `kaochang id-number check NUMBER`: whether a number is well formed. It prints the number masked only. */
export function idNumberCommand(): Command {
  return new Command('id-number').description('公民身份号码 / resident identity numbers (GB 11643)').addCommand(
    new Command('check')
      .description('校验身份号码格式，不证明身份 / checks the form of a number; it proves no identity')
      .argument('<number>', '18 位或旧 15 位 / 18 characters, or the old 15 digits')
      .option('--json', 'JSON')
      .action((text: string, options: { json?: true }, command: Command) => {
        answer(command, options, checkIdNumber(text), idNumberText, { valid: false })
      }),
  )
}

function clocksText() {
  const lines = clockNames.map((name) => {
    const { title, starts } = CLOCKS[name]
    return `  ${name.padEnd(24)}${title.zh}，自${starts.zh} / ${title.en}, from ${starts.en}`
  })
  return ['', '期限与起算日 / clocks and what they start from:', ...lines].join('\n')
}

function readDeadline(clock: string, from: string, asOf: string | undefined): Outcome<Deadline, InputRefusal> {
  if (!isClock(clock)) return refuse({ code: 'clock_unknown', clock })
  const start = readDay(from)
  if (!start) return refuse({ code: 'date_unreadable', text: from })
  const known = asOf === undefined ? undefined : readDay(asOf)
  if (asOf !== undefined && !known) return refuse({ code: 'date_unreadable', text: asOf })
  return allow(deadline(clock, start, officialCalendar(known)))
}

function deadlineText({ clock, from, due, strict, provisional, article, calendar }: Deadline) {
  const { title, starts } = CLOCKS[clock]
  return [
    `${due} ${weekdayText(due)}  ${title.zh} / ${title.en}`,
    ...(strict === due ? [] : [`  未顺延 / before rolling: ${strict} ${weekdayText(strict)}`]),
    ...(provisional ? ['  暂定：有关年度的放假通知尚未公布 / provisional: a holiday notice is still to come'] : []),
    `  起算 / from ${from} ${starts.zh} / ${starts.en}`,
    `  第 ${article} 条 / art. ${article}; 日历 / calendar ${calendar}`,
  ].join('\n')
}

type OutcomeOptions = { track: string; scores: string; component: string; published?: string; rules: string }

function readOutcome({
  track,
  scores,
  component,
  published,
  rules: asked,
}: OutcomeOptions): Outcome<StandingView, InputRefusal> {
  const category = EXAM_CATEGORIES.find((known) => known === track)
  if (!category) return refuse({ code: 'track_unknown', track })
  const version = RULES_VERSIONS.find((known) => known === asked)
  if (!version || rulesOf(category, version).version !== version)
    return refuse({ code: 'rules_unknown', rules: asked, track })
  const rules = rulesOf(category, version)
  const examined = rules.components.value.find((known) => known === component)
  if (!examined) return refuse({ code: 'component_unknown', component, track })
  const publishedOn = published === undefined ? undefined : readDay(published)
  if (published !== undefined && !publishedOn) return refuse({ code: 'date_unreadable', text: published })

  const knowledge: AttemptResult[] =
    examined === 'practical' ? [{ component: 'knowledge', points: rules.cutScore.value }] : []
  const results = [...knowledge]
  const points: Hundredths[] = []
  const texts = scores.split(/[,，]/)
  for (const [index, text] of texts.entries()) {
    const read = readMarks(text)
    if (!read.ok) return read
    // The law itself says which score can't be: one after a pass, or a third.
    const may = mayAttempt(standing(rules, examined, results), publishedOn ?? rules.from)
    if (!may.ok) return refuse({ ...may.refusal, score: index + 1 })
    points.push(read.value)
    results.push({
      component: examined,
      points: read.value,
      publishedOn: index === texts.length - 1 ? publishedOn : undefined,
    })
  }
  return allow(presentStanding(rules, examined, results, points))
}

type StandingView = ReturnType<typeof presentStanding>

function presentStanding(rules: Rules, component: Component, results: readonly AttemptResult[], points: Hundredths[]) {
  const { state, attemptsLeft, afterwards, earliestReapplication, article } = standing(rules, component, results)
  const components = rules.components.value.map(
    (each) => [each, stateName(standing(rules, each, results).state)] as const,
  )
  return {
    track: rules.category,
    component,
    scores: points.map(marksText),
    state: stateName(state),
    attemptsLeft,
    earliestReapplication,
    afterwards,
    timeBan: afterwards === 'barred',
    retrain: afterwards === 'retrain',
    components: Object.fromEntries(components),
    article,
    rules: rules.version,
  }
}

type StateName = Uppercase<Standing['state']>

const STATES: Record<StateName, Sentence> = {
  LOCKED: { zh: '安全生产知识考试合格后方可参加', en: 'opens when the knowledge exam is passed' },
  FIRST_ATTEMPT: { zh: '尚未考试', en: 'not yet sat' },
  RETAKE_AVAILABLE: { zh: '不合格，可以补考一次', en: 'failed; one retake' },
  PASSED: { zh: '合格', en: 'passed' },
  FAILED_FINAL: { zh: '补考仍不合格', en: 'failed the retake too' },
}

function outcomeText({ state, scores, attemptsLeft, earliestReapplication, afterwards, article }: StandingView) {
  const sentence = STATES[state]
  const more = state === 'RETAKE_AVAILABLE' ? retakesText(attemptsLeft) : sentence
  return [
    `${state}  ${scores.join(', ')}  ${more.zh} / ${more.en}`,
    ...(afterwards === 'barred'
      ? [
          earliestReapplication
            ? `  一年内不得再次申请，最早 ${earliestReapplication} / may apply again from ${earliestReapplication}`
            : '  自补考成绩公布之日起一年内不得再次申请 / barred for a year from the publication (give --published)',
        ]
      : []),
    ...(afterwards === 'retrain' ? ['  须重新参加安全技术培训 / must take the safety training again'] : []),
    ...(afterwards === 'knowledge_again' ? ['  须重新参加理论考试 / must sit the knowledge exam again'] : []),
    article === 'O19'
      ? '  应急管理部令第 19 号，是否适用于煤矿尚未明确 / Order 19, which is open for coal mines'
      : `  第 ${article} 条 / art. ${article}`,
  ].join('\n')
}

function retakesText(left: number | null): Sentence {
  if (left === null) return { zh: '不合格，可以再考，次数不限', en: 'failed; may sit it again, with no limit' }
  if (left === 1) return STATES.RETAKE_AVAILABLE
  return { zh: `不合格，还可以考 ${left} 次`, en: `failed; ${left} attempts left` }
}

type NationalView = { total: number; minimum: number; article: string; national?: number; allowed?: boolean }

function readNationalMinimum(text: string, national: string | undefined): Outcome<NationalView, InputRefusal> {
  const total = /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 0
  if (total < 1 || total > LARGEST_PAPER) return refuse({ code: 'total_unreadable', text })
  const least = { total, minimum: nationalMinimum(total), article: RULES.manager.bankMix.article }
  if (national === undefined) return allow(least)
  const count = /^\d{1,5}$/.test(national) ? Number(national) : Infinity
  if (count > total) return refuse({ code: 'national_unreadable', text: national, total })
  return allow({ ...least, national: count, allowed: count >= least.minimum })
}

function nationalText({ minimum, national, allowed }: NationalView) {
  if (national === undefined) return String(minimum)
  return `${allowed ? '合法 allowed' : '不合法 not allowed'}  ${national} / ${minimum}`
}

function checkIdNumber(text: string) {
  const read = readIdNumber(text)
  if (!read.ok) return read
  const number = read.value
  return allow({ valid: true, idNumber: maskIdNumber(number), birthDate: birthDateOf(number), sex: sexOf(number) })
}

function idNumberText({
  idNumber,
  birthDate,
  sex,
}: {
  idNumber: string
  birthDate: CivilDate
  sex: 'male' | 'female'
}) {
  return [idNumber, birthDate, sex === 'male' ? '男 male' : '女 female', '格式正确 / well formed'].join('  ')
}

/** Prints what was worked out, or says why nothing was: on stderr for people, on stdout as JSON for programs. */
function answer<Value>(
  command: Command,
  { json }: { json?: true },
  outcome: Outcome<Value, InputRefusal>,
  text: (value: Value) => string,
  refusedAs: object = {},
) {
  if (outcome.ok) {
    console.log(json ? JSON.stringify(outcome.value) : text(outcome.value))
    return
  }
  const { refusal } = outcome
  const sentence = sentenceOf(refusal)
  if (json) console.log(JSON.stringify({ ...refusedAs, refusal, ...sentence }))
  command.error(`${sentence.zh}\n${sentence.en}`, { exitCode: REFUSED, code: refusal.code })
}

function sentenceOf(refusal: InputRefusal): Sentence {
  switch (refusal.code) {
    case 'clock_unknown':
      return {
        zh: `没有名为“${refusal.clock}”的期限。可用：${clockNames.join('、')}。`,
        en: `There is no clock "${refusal.clock}". Known: ${clockNames.join(', ')}.`,
      }
    case 'date_unreadable':
      return {
        zh: `“${refusal.text}”不是存在的日期。请写成 2026-09-24，或带时区的时刻 2026-09-24T16:30:00Z。`,
        en: `"${refusal.text}" is not a day that exists. Write 2026-09-24, or an instant with its zone, 2026-09-24T16:30:00Z.`,
      }
    case 'track_unknown':
      return {
        zh: `没有考核类别“${refusal.track}”。可用：${EXAM_CATEGORIES.join('、')}。`,
        en: `There is no track "${refusal.track}". Known: ${EXAM_CATEGORIES.join(', ')}.`,
      }
    case 'component_unknown':
      return {
        zh: `“${refusal.track}”没有科目“${refusal.component}”：实际操作能力考试（practical）只有特种作业人员（operator）才有。`,
        en: `"${refusal.track}" has no component "${refusal.component}": only operators sit a practical exam.`,
      }
    case 'rules_unknown':
      return {
        zh: `“${refusal.track}”没有规则版本“${refusal.rules}”。可用：${RULES_VERSIONS.filter((version) => EXAM_CATEGORIES.some((category) => category === refusal.track && rulesOf(category, version).version === version)).join('、')}。`,
        en: `There are no rules "${refusal.rules}" for "${refusal.track}".`,
      }
    case 'national_unreadable':
      return {
        zh: `“${refusal.text}”不是国家级题库的题数。请写 0 到 ${refusal.total} 的整数。`,
        en: `"${refusal.text}" is not a number of national items. Write a whole number from 0 to ${refusal.total}.`,
      }
    case 'total_unreadable':
      return {
        zh: `“${refusal.text}”不是试题数量。请写 1 到 ${LARGEST_PAPER} 的整数。`,
        en: `"${refusal.text}" is not a number of items. Write a whole number from 1 to ${LARGEST_PAPER}.`,
      }
    case 'marks_unreadable':
      return {
        zh: `成绩“${refusal.text}”无法识别。请写成 76 或 79.5，各次之间用逗号分开。`,
        en: `The score "${refusal.text}" can't be read. Write 76 or 79.5, with commas between scores.`,
      }
    case 'marks_finer_than_hundredths':
      return {
        zh: `成绩“${refusal.text}”多于两位小数。成绩按百分之一分记录，不作四舍五入。`,
        en: `The score "${refusal.text}" has more than two decimals. Scores are kept in hundredths and never rounded.`,
      }
    case 'marks_over_full':
      return {
        zh: `成绩“${refusal.text}”超过满分 ${marksText(refusal.fullMarks)}。`,
        en: `The score "${refusal.text}" is more than the full marks, ${marksText(refusal.fullMarks)}.`,
      }
    case 'id_number_length':
      return {
        zh: `身份号码有 ${refusal.length} 位，应为 18 位（或旧号码 15 位）。`,
        en: `The number has ${refusal.length} characters; it needs 18, or the old 15.`,
      }
    case 'id_number_characters':
      return {
        zh: `身份号码第 ${refusal.position} 位不是数字（只有第 18 位可以是 X）。`,
        en: `Character ${refusal.position} of the number is no digit (only the 18th may be X).`,
      }
    case 'id_number_birth_date':
      return {
        zh: '身份号码第 7 至 14 位的出生日期不存在。请对照证件核对。',
        en: 'The birth date in the number (characters 7 to 14) does not exist. Compare it with the card.',
      }
    case 'id_number_check_digit':
      return {
        zh: '身份号码最后一位校验码不符，号码中有一位写错。请对照证件核对。',
        en: 'The last character does not match the rest: one of them is wrong. Compare the number with the card.',
      }
    case 'already_passed':
      return {
        zh: `第 ${refusal.score} 个成绩不可能存在：此前已经合格（第 ${refusal.article} 条）。`,
        en: `Score ${refusal.score} can't be: the exam had been passed before it (art. ${refusal.article}).`,
      }
    case 'no_attempt_left':
    case 'barred_until':
    case 'training_needed_again':
      return {
        zh: `第 ${refusal.score} 个成绩不可能存在：只能补考一次，没有第三次考试（第 ${refusal.article} 条）。`,
        en: `Score ${refusal.score} can't be: there is one retake and no third attempt (art. ${refusal.article}).`,
      }
    case 'component_not_asked':
    case 'knowledge_not_passed':
    case 'knowledge_pass_lapsed':
      return {
        zh: `安全生产知识考试合格后，方可进行实际操作能力考试（第 ${refusal.article} 条）。`,
        en: `The practical exam comes only after a passed knowledge exam (art. ${refusal.article}).`,
      }
  }
}

function isClock(name: string): name is ClockName {
  return Object.hasOwn(CLOCKS, name)
}

/** Reads a civil date, or an instant as the civil date it falls on in Asia/Shanghai, whatever zone this process has. */
function readDay(text: string): CivilDate | undefined {
  const date = readCivilDate(text)
  if (date || !text.includes('T')) return date
  try {
    return civilDateAt(Temporal.Instant.from(text).epochMilliseconds as Instant)
  } catch {
    return undefined
  }
}

function stateName(state: Standing['state']) {
  return state.toUpperCase() as StateName
}

const WEEKDAYS = ['一 Mon', '二 Tue', '三 Wed', '四 Thu', '五 Fri', '六 Sat', '日 Sun']

function weekdayText(date: CivilDate) {
  return `周${WEEKDAYS[weekdayOf(date) - 1]}`
}
