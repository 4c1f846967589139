import type { RequestOf } from '@kaochang/contract/endpoints'
import type { LetterView, writeLetter } from '@kaochang/contract/supervision'
import { insertNotice } from '@kaochang/database/notice'
import { noteAct } from '@kaochang/database/people'
import { type Letter, findSpotCheck, insertLetter, listLetters } from '@kaochang/database/supervision'
import { transact } from '@kaochang/database/transact'
import { type Outcome, allow, invariant, refuse } from '@kaochang/domain/outcome'
import type { Deps } from '../deps.ts'
import type { Actor } from '../people/access.ts'

/**
 * Writes a recommendation letter (监察建议函, R41-1) to the training department of the same level or to the lower
 * government, and produces it as a notice (N10). Supervision agencies recommend; they order nothing.
 */
export async function writeLetterFor(
  { db, clock }: Deps,
  actor: Actor,
  { province, toName, problems, recommendation, spotCheckId }: RequestOf<typeof writeLetter>['body'],
): Promise<Outcome<LetterView, { code: 'not_permitted' } | { code: 'not_found' }>> {
  if (!actor.may('write_recommendation', { level: 'province', province })) return refuse({ code: 'not_permitted' })
  return transact(db, async (tx) => {
    const check = spotCheckId === null ? null : await findSpotCheck(tx, spotCheckId)
    if (check === undefined || (check !== null && check.province !== province)) return refuse({ code: 'not_found' })
    const at = clock.now()
    const id = await insertLetter(tx, {
      province,
      toName,
      problems,
      recommendation,
      spotCheckId,
      writtenBy: actor.id,
      writtenAt: at,
    })
    const numbered = problems.map((problem, index) => ({
      zh: `问题 ${index + 1}`,
      en: `Problem ${index + 1}`,
      value: problem,
    }))
    const rests =
      check === null ? [] : [{ zh: '依据的抽考', en: 'Spot check', value: `${check.enterpriseName}：${check.name}` }]
    await insertNotice(
      tx,
      {
        code: 'N10',
        province,
        addressee: 'training_department',
        toName,
        toEmail: null,
        enterpriseId: null,
        personId: null,
        about: `recommendation_letter:${id}`,
        facts: {
          person: null,
          reasons: [],
          lines: [...rests, ...numbered, { zh: '建议', en: 'Recommendation', value: recommendation }],
        },
        producedBy: actor.id,
      },
      at,
    )
    const facts = { toName, spotCheckId, problemCount: problems.length }
    await noteAct(tx, { at, staffId: actor.id, act: 'write_letter', subject: `recommendation_letter:${id}`, facts })
    const [written] = await listLetters(tx, id)
    invariant(written, 'a letter that was just written can be found')
    return allow(presentLetter(written))
  })
}

/** The letters within reach, newest first. */
export async function listLettersFor({ db }: Pick<Deps, 'db'>, actor: Actor): Promise<LetterView[]> {
  const all = await listLetters(db)
  return all.filter(({ province }) => actor.may('read_supervision', { level: 'province', province })).map(presentLetter)
}

function presentLetter(letter: Letter): LetterView {
  const { id, province, toName, problems, recommendation, spotCheckId, spotCheckName, writtenBy, writtenAt } = letter
  return {
    id,
    province,
    toName,
    problems: [...problems],
    recommendation,
    spotCheck: spotCheckId === null ? null : { id: spotCheckId, name: spotCheckName ?? '' },
    writtenBy,
    writtenAt,
  }
}
