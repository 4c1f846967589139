import type { Down } from '@kaochang/contract/socket/down'
import type { Up } from '@kaochang/contract/socket/up'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NINE, ORIGIN, type TestApp, openTestApp } from '../kit/app.ts'
import { type Candidate, openCandidate } from '../kit/candidate.ts'
import { aSealedExam } from '../kit/sealed-exam.ts'
import recording from './protocol-1.json' with { type: 'json' }

/**
 * A whole sitting as the last release that spoke protocol 1 had it with its terminal, frame by frame, written down by
 * that release's own server and terminal in the tests' exam of six items at the tests' nine o'clock.
 */
type Step =
  | { readonly up: Up }
  | { readonly down: Down }
  | { readonly room: 'confirm_identity' | 'start_room' | 'grant_time' }
  | { readonly line: 'cut' }

let home: TestApp
beforeAll(async () => {
  home = await openTestApp()
  await home.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => home.close())

test('F29: a terminal that was loaded before the release hears what it has always heard', async () => {
  const exam = await aSealedExam(home.deps.db, { at: NINE, candidates: 1, settings: { earliestHandInMinutes: 0 } })
  const [one] = exam.examinees
  if (!one) throw new Error('The exam has nobody')
  const by = exam.staffId
  const acts = {
    confirm_identity: { type: 'confirm_identity', by },
    start_room: { type: 'start_room' },
    grant_time: { type: 'grant_time', ms: 60_000, by, reason: '停电' },
  } as const
  await home.deps.sittings.obey(one.sittingId, { type: 'seat', seatId: one.seatId, by })
  const connect = () =>
    openCandidate(`http://127.0.0.1:${(home.app.server.address() as AddressInfo).port}`, {
      cookie: one.cookie,
      origin: ORIGIN,
    })

  let line: Candidate = await connect()
  let heardCount = 0
  for (const step of recording as readonly Step[]) {
    if ('up' in step) line.say(step.up)
    else if ('room' in step)
      expect(await home.deps.sittings.obey(one.sittingId, acts[step.room])).toMatchObject({ ok: true })
    else if ('line' in step) {
      expect(line.frames).toHaveLength(heardCount)
      line.drop()
      await line.closed
      line = await connect()
      heardCount = 0
    } else {
      expect(lasting(await line.hear(step.down.type))).toEqual(lasting(step.down))
      heardCount += 1
    }
  }
  expect(line.frames).toHaveLength(heardCount)
  line.drop()
})

/** A frame without what is different in every run: links, codes, and which items a paper has. */
function lasting(down: Down): unknown {
  return JSON.parse(
    JSON.stringify(down, (key, value: unknown) => {
      if (key === 'head' || key === 'code' || key === 'stem') return typeof value
      return key === 'options' ? (value as readonly string[]).map((option) => typeof option) : value
    }),
  ) as unknown
}
