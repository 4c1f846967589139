import type { CivilDate } from '../instant.ts'
import type { ExamCategory } from '../law/categories.ts'
import { type Hundredths, marksText } from '../law/marks.ts'
import type { Component } from '../law/rules.ts'
import { TRADES, isTrade } from '../law/trades.ts'
import type { NoticeFacts } from '../notice/notice.ts'
import type { NextStep } from './next-step.ts'

/** The exam whose scores are published. */
export type ReleasedExam = {
  readonly name: string
  readonly category: ExamCategory
  readonly component: Component
  readonly trade: string | null
  readonly heldOn: CivilDate
}

/** One candidate's published result. */
export type ReleasedResult = {
  readonly name: string
  readonly idNumberMasked: string
  readonly attempt: number
  readonly points: Hundredths
  readonly passed: boolean
}

type Line = NoticeFacts['lines'][number]

/** What everybody may read of a release (N3, N6): names, masked numbers, and pass or fail, without the points (A2). */
export function publicFacts(exam: ReleasedExam, results: readonly ReleasedResult[]): NoticeFacts {
  const passed = results.filter((result) => result.passed).length
  return {
    person: null,
    reasons: [],
    lines: [
      ...examLines(exam),
      line('参加考试人数', 'Sat the exam', String(results.length)),
      line('合格人数', 'Passed', String(passed)),
      ...results.map(({ name, idNumberMasked, passed: hasPassed }) => {
        const who = `${name} ${idNumberMasked}`
        return line(who, who, passWord(hasPassed))
      }),
    ],
  }
}

/** What an enterprise reads of its own people (A2): the points too. */
export function enterpriseFacts(exam: ReleasedExam, results: readonly ReleasedResult[]): NoticeFacts {
  return {
    person: null,
    reasons: [],
    lines: [
      ...examLines(exam),
      ...results.map(({ name, idNumberMasked, attempt, points, passed }) => {
        const who = `${name} ${idNumberMasked}`
        return line(`${who}（${attemptZh(attempt)}）`, `${who} (attempt ${attempt})`, scoreText(points, passed))
      }),
    ],
  }
}

/** What a candidate is told of the own result: the points, and what happens next. */
export function candidateFacts(exam: ReleasedExam, result: ReleasedResult, next: NextStep): NoticeFacts {
  const { name, idNumberMasked, attempt, points, passed } = result
  return {
    person: name,
    reasons: [],
    lines: [
      line('姓名', 'Name', name),
      line('身份证号', 'ID number', idNumberMasked),
      ...examLines(exam),
      line('考试次数', 'Attempt', attemptText(attempt)),
      line('成绩', 'Score', scoreText(points, passed)),
      ...nextLines(next),
    ],
  }
}

/** Why a person is to be moved from the post (N4, N9): every score of the assessment, and the bar that follows. */
export function moveFacts({
  person,
  idNumberMasked,
  category,
  scores,
  notice,
  earliestReapplication,
}: {
  person: string
  idNumberMasked: string
  category: ExamCategory
  scores: readonly Hundredths[]
  notice: 'N4' | 'N9'
  earliestReapplication: CivilDate | null
}): NoticeFacts {
  const zhScores = scores.map(marksText).join('、')
  const enScores = scores.map(marksText).join(', ')
  const reason =
    notice === 'N4'
      ? {
          zh: `考试和补考均不合格（${zhScores} 分）`,
          en: `Failed the exam and its retake (${enScores} points)`,
          article: '19',
        }
      : {
          zh: `被责令重新参加考核，经考试和补考仍不合格（${zhScores} 分）`,
          en: `Failed the assessment that was ordered, and its retake (${enScores} points)`,
          article: '40',
        }
  return {
    person,
    reasons: [reason],
    lines: [
      line('姓名', 'Name', person),
      line('身份证号', 'ID number', idNumberMasked),
      line('类别', 'Category', CATEGORY_WORDS[category]),
      ...(earliestReapplication === null
        ? []
        : [line('最早可再次申请考核日期', 'May apply again from', earliestReapplication)]),
    ],
  }
}

function examLines({ name, category, component, trade, heldOn }: ReleasedExam): Line[] {
  const exam = category === 'operator' ? COMPONENT_WORDS[component] : CATEGORY_WORDS[category]
  const title = trade !== null && isTrade(trade) ? TRADES[trade].title : null
  return [
    line('场次', 'Session', name),
    line('考试', 'Exam', exam),
    ...(title === null ? [] : [line('工种', 'Trade', `${title.zh} / ${title.en}`)]),
    line('考试日期', 'Held on', heldOn),
  ]
}

function nextLines(next: NextStep): Line[] {
  switch (next.kind) {
    case 'certificate_due':
      return [line('发证期限', 'Certificate due by', next.provisional ? `${next.due}（暂定 / provisional）` : next.due)]
    case 'practical_exam':
      return [
        line('下一步', 'Next', '参加实际操作能力考试 / the practical exam'),
        ...(next.keptThrough === null ? [] : [line('知识成绩保留至', 'Knowledge pass kept until', next.keptThrough)]),
      ]
    case 'retake': {
      const left = next.attemptsLeft === null ? '不限次数 / without limit' : String(next.attemptsLeft)
      return [line('还可以考试次数', 'Attempts left', left)]
    }
    case 'barred':
      return [line('最早可再次申请考核日期', 'May apply again from', next.earliestReapplication)]
    case 'training_again':
      return [line('下一步', 'Next', '重新参加安全技术培训 / the safety training again')]
    case 'knowledge_again':
      return [line('下一步', 'Next', '重新申请，从知识考试开始 / a new application, from the knowledge exam')]
    case 'knowledge_awaited':
      return [line('下一步', 'Next', '等待知识考试成绩公布 / the knowledge exam’s score is awaited')]
    case 'back_to_work':
      return [line('下一步', 'Next', '可以上岗作业，证件日期不变 / may work; the certificate keeps its dates')]
    case 'certificate_stands':
      return [line('下一步', 'Next', '考核合格证明继续有效 / the certificate stands')]
  }
}

const COMPONENT_WORDS: Record<Component, string> = {
  knowledge: '安全生产知识考试 / knowledge exam',
  practical: '实际操作能力考试 / practical exam',
}

const CATEGORY_WORDS: Record<ExamCategory, string> = {
  principal: '主要负责人 / principal',
  manager: '安全生产管理人员 / safety manager',
  operator: '特种作业人员 / special operator',
}

function line(zh: string, en: string, value: string): Line {
  return { zh, en, value }
}

function passWord(passed: boolean) {
  return passed ? '合格 / passed' : '不合格 / failed'
}

function scoreText(points: Hundredths, passed: boolean) {
  return `${marksText(points)}（${passWord(passed)}）`
}

function attemptZh(attempt: number) {
  return attempt === 1 ? '首考' : attempt === 2 ? '补考' : `第 ${attempt} 次`
}

function attemptText(attempt: number) {
  return `${attemptZh(attempt)} / ${attempt}`
}
