import { barAfterRevocation } from '../certificate/revocation.ts'
import { type CivilDate, addDays } from '../instant.ts'
import type { ExamCategory } from '../law/categories.ts'
import { addMonths } from '../law/deadline.ts'

/**
 * What keeps a person from applying beside a failed retake (R19-4, which `law/attempts` judges): a certificate that
 * was revoked, or false papers in an application that was refused for them.
 */
export type BarEvent = {
  readonly kind: 'revoked' | 'false_papers'
  /** Of the certificate, or of the application. */
  readonly category: ExamCategory
  readonly decidedOn: CivilDate
}

export type BarRefusal =
  | { code: 'barred_until'; article: string; earliestReapplication: CivilDate }
  | { code: 'barred_for_false_papers'; licensingArticle: '78'; earliestReapplication: CivilDate }

/**
 * The bar that runs on a day, the one that ends last if there are several; null when none does.
 *
 * A revocation bars every new special-operation certificate for three years, whatever the trade (R42-2, A26); so long
 * the Administrative Licensing Law bars as well where it was got by fraud (art. 79). False papers in an application bar
 * for one year (art. 78; A28). A bar reaches operators, or both manager roles, and never from the one into the other (A4, A29).
 */
export function barOn(events: readonly BarEvent[], category: ExamCategory, on: CivilDate): BarRefusal | null {
  const alike = events.filter((event) => isOperator(event.category) === isOperator(category))
  const running = alike.flatMap(barFrom).filter(({ earliestReapplication }) => on < earliestReapplication)
  return running.toSorted((a, b) => (a.earliestReapplication > b.earliestReapplication ? -1 : 1))[0] ?? null
}

function barFrom({ kind, decidedOn }: BarEvent): BarRefusal[] {
  if (kind === 'false_papers') {
    const earliestReapplication = addDays(addMonths(decidedOn, 12), 1)
    return [{ code: 'barred_for_false_papers', licensingArticle: '78', earliestReapplication }]
  }
  const bar = barAfterRevocation([decidedOn])
  return bar ? [{ code: 'barred_until', article: bar.article, earliestReapplication: bar.earliestReapplication }] : []
}

function isOperator(category: ExamCategory) {
  return category === 'operator'
}
