import { findNotice, insertPaperDelivery, listDeliveries } from '@kaochang/database/notice'
import { APP_ROLE, type Database } from '@kaochang/database/client'
import { noticeDeliveries, noticeMails } from '@kaochang/database/schema/notice'
import type { NoticeId, StaffId } from '@kaochang/domain/ids'
import { type Instant, civilDateAt } from '@kaochang/domain/instant'
import { MOST_ATTEMPTS } from '@kaochang/domain/notice/retry'
import { sendMails } from '@kaochang/server/clockwork/send-mails'
import { openLog } from '@kaochang/server/log'
import { openMailer } from '@kaochang/server/notice/mailer'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type MailServer, openMailServer, readMail } from '../kit/mail-server.ts'
import { aNotice } from '../kit/notices.ts'
import { pdfText } from '../kit/pdf-text.ts'
import { type FreshDatabase, freshDatabase } from '../kit/postgres.ts'

const START = Date.parse('2026-10-22T01:00:00Z') as Instant
const MINUTE = 60_000

let home: FreshDatabase
let server: MailServer
const clock = { at: START, now: () => clock.at, driftMs: () => 0, close: () => undefined }
const logged: string[] = []

let pools: Database[]

beforeAll(async () => {
  home = await freshDatabase()
  pools = Array.from({ length: 4 }, () => home.open({ role: APP_ROLE, size: 2 }).db)
})
afterAll(() => home.close())
beforeEach(async () => {
  server = await openMailServer()
  clock.at = START
  await home.db.delete(noticeMails)
})
afterEach(() => server.close())

const secrets = { idLookupKey: Buffer.alloc(32), idCipherKey: Buffer.alloc(32), sealKey: Buffer.alloc(32) }

/** A process with a pool of its own, sending through the mail server. */
function aProcess(number = 0) {
  const db = pools[number] ?? home.db
  const log = openLog('trace', { write: (line) => void logged.push(line) })
  const mailer = openMailer({ url: server.url, from: '山西省主管部门 <notice@authority.test>', requireTls: false })
  return { db, clock, log, secrets, mailer, publicUrl: new URL('https://exam.test') }
}
const running = () => new AbortController().signal
const send = (deps = aProcess()) => sendMails(deps, running())
const write = (toEmail: string, given: Parameters<typeof aNotice>[2] = {}) =>
  aNotice({ deps: { db: home.db, secrets }, clock }, 'N4', { toEmail, ...given })
const triesOf = async (id: NoticeId) =>
  (await listDeliveries(home.db, id)).map(({ channel, outcome, detail }) => [channel, outcome, detail])
const turn = (ms: number) => void (clock.at = (clock.at + ms) as Instant)

test('a notice is mailed once, Chinese first, with its PDF, and names nobody but its addressee', async () => {
  const id = await write('office@mine.test', { toName: '某某煤业有限公司' })
  await send()
  await send()
  expect(server.taken.map(({ to }) => to)).toEqual(['office@mine.test'])
  const mail = readMail(server.taken[0]?.raw ?? '')
  expect(mail.subject).toMatch(/^补考不合格调整工作岗位告知书（晋煤安考〔2026〕\d+号） \/ Notice to move/)
  expect(mail.text).toMatch(/^某某煤业有限公司：/)
  expect(mail.text).toContain(`https://exam.test/console/notices/${id}`)
  expect(mail.text).not.toContain('张三')
  expect(mail.messageId).toBe(`<${id}@exam.test>`)
  expect(mail.fileName).toMatch(/^晋煤安考〔2026〕\d+号\.pdf$/)
  expect(await pdfText(mail.pdf)).toContain('张三')
  expect(`${mail.subject}${mail.text}${await pdfText(mail.pdf)}`).not.toMatch(/\d{17}[\dXx]/)
  expect(await triesOf(id)).toEqual([['email', 'sent', expect.stringContaining('Queued')]])
  expect(logged.join('')).toContain(id)
  expect(logged.join('')).not.toMatch(/mine\.test|某某煤业|张三/)
})

test('N1: what is published, and what has no address, is mailed to nobody', async () => {
  await aNotice({ deps: { db: home.db, secrets }, clock }, 'N1', { toEmail: 'public@all.test' })
  await aNotice({ deps: { db: home.db, secrets }, clock }, 'N4')
  await send()
  expect(server.asked()).toBe(0)
})

test('refused by the server it is tried again later, with its answer kept, until it is taken', async () => {
  const id = await write('office@mine.test')
  server.refusal = { code: 550, text: 'no such mailbox' }
  await send()
  await send()
  expect(server.asked()).toBe(1)
  turn(MINUTE)
  await send()
  expect(server.asked()).toBe(2)
  server.refusal = null
  turn(4 * MINUTE)
  await send()
  expect(server.asked()).toBe(2)
  turn(MINUTE)
  await send()
  expect(await triesOf(id)).toEqual([
    ['email', 'failed', expect.stringContaining('no such mailbox')],
    ['email', 'failed', expect.stringContaining('no such mailbox')],
    ['email', 'sent', expect.stringContaining('Queued')],
  ])
  expect(logged.join('')).not.toContain('mine.test')
})

test('one that is refused keeps nobody else waiting', async () => {
  await write('gone@mine.test')
  server.refusal = { code: 550, text: 'no such mailbox' }
  const deps = aProcess()
  await send(deps)
  server.refusal = null
  await write('office@mine.test')
  await send(deps)
  expect(server.taken.map(({ to }) => to)).toEqual(['office@mine.test'])
})

test('it is given up after days, and then left to paper', async () => {
  const id = await write('gone@mine.test')
  server.refusal = { code: 550, text: 'no such mailbox' }
  for (let day = 0; day < 12; day += 1)
    for (let hour = 0; hour < 8; hour += 1) {
      await send()
      turn(3 * 60 * MINUTE)
    }
  expect(server.asked()).toBe(MOST_ATTEMPTS)
  expect((await findNotice(home.db, id))?.mail?.outcome).toBe('given_up')
})

test('with the server away nothing is lost, one try alone is spent, and the order is kept', async () => {
  const ids = [await write('office@mine.test'), await write('office@mine.test'), await write('other@mine.test')]
  await server.goAway()
  await send()
  expect(await Promise.all(ids.map((id) => triesOf(id)))).toEqual([
    [['email', 'failed', expect.stringMatching(/ECONNECTION|ESOCKET|ECONNREFUSED/)]],
    [],
    [],
  ])
  await server.comeBack()
  turn(MINUTE)
  await send()
  const subjects = server.taken.filter(({ to }) => to === 'office@mine.test').map(({ raw }) => readMail(raw).messageId)
  expect(subjects).toEqual([`<${ids[0]}@exam.test>`, `<${ids[1]}@exam.test>`])
  expect(server.taken).toHaveLength(3)
})

test('mails to one address leave in the order they were produced, also when the first is refused for a time', async () => {
  const ids = [await write('office@mine.test'), await write('office@mine.test')]
  server.refusal = { code: 450, text: 'try later' }
  await send()
  server.refusal = null
  // The second is due and waits all the same.
  await send()
  expect(server.taken).toEqual([])
  turn(MINUTE)
  await send()
  expect(server.taken.map(({ raw }) => readMail(raw).messageId)).toEqual(ids.map((id) => `<${id}@exam.test>`))
})

test('several processes at once send each mail once', async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, (_, index) => write(`office-${index % 5}@mine.test`)))
  const processes = pools.map((_, number) => aProcess(number))
  await Promise.all(processes.map((deps) => send(deps)))
  // What waited for an earlier mail to the same address may be left for the next round.
  await Promise.all(processes.map((deps) => send(deps)))
  const sent = server.taken.map(({ raw }) => readMail(raw).messageId).toSorted()
  expect(sent).toEqual(ids.map((id) => `<${id}@exam.test>`).toSorted())
})

test('a process that died with a mail in hand loses it no longer than its lease', async () => {
  const id = await write('office@mine.test')
  await home.db
    .update(noticeMails)
    .set({ attempts: 1, claimedUntil: (clock.at + 180_000) as Instant })
    .where(eq(noticeMails.noticeId, id))
  await send()
  expect(server.taken).toEqual([])
  turn(180_001)
  await send()
  expect(server.taken).toHaveLength(1)
})

test('paper that went first makes the mail needless', async () => {
  const id = await write('office@mine.test')
  const onDate = civilDateAt(clock.at)
  const staffId = '00000000-0000-4000-8000-000000000001' as StaffId
  await home.db.transaction((tx) =>
    insertPaperDelivery(tx, id, { how: 'handed_over', onDate, detail: '签收', staffId }, clock.at),
  )
  await send()
  expect(server.asked()).toBe(0)
})

test('a stop begins no further mail', async () => {
  await write('office@mine.test')
  const stopped = new AbortController()
  stopped.abort()
  await sendMails(aProcess(), stopped.signal)
  expect(server.asked()).toBe(0)
})

test('a stop breaks off a mail that the server does not answer, and it is sent the next time', async () => {
  const id = await write('office@mine.test')
  const stopping = new AbortController()
  server.silent = true
  server.onMail = () => stopping.abort()
  await sendMails(aProcess(), stopping.signal, 50)
  expect(await triesOf(id)).toEqual([['email', 'failed', 'EABORT']])
  server.silent = false
  server.onMail = () => undefined
  turn(MINUTE)
  await send()
  expect(server.taken).toHaveLength(1)
})

test('what became of a notice cannot be rewritten', async () => {
  await expect(home.db.delete(noticeDeliveries)).rejects.toThrow()
})
