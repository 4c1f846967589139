import { test } from 'vitest'
import { openTestApp } from '../kit/app.ts'
import { aPlace, aTerminal, anExam } from '../kit/exam.ts'
test('bench', async () => {
  const home = await openTestApp()
  const place = await aPlace(home, '14', 600)
  const { candidates } = await anExam(home, place, { candidates: 600 })
  const terms = await Promise.all(candidates.map((c) => aTerminal(home, c.seat!.id)))
  for (const round of [1, 2]) {
  const s = performance.now(); const times: number[] = []
  await Promise.all(candidates.map(async (c, i) => { const t = performance.now(); const a = await terms[i]!.ask('POST /v1/terminal/sign-in', { body: { ticket: c.ticket, idNumber: c.idNumber } }); times.push(performance.now() - t); if (a.status !== 200) console.log(a) }))
  times.sort((a, b) => a - b)
  console.log(round, '600 sign-ins', Math.round(performance.now() - s), 'ms; p50', Math.round(times[300]!), 'p99', Math.round(times[593]!)) }
  await home.close()
}, 60000)
