import { photographs, portraits } from '@kaochang/database/schema/photograph'
import type { Instant } from '@kaochang/domain/instant'
import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Visitor } from '../kit/app.ts'
import { anEnterprise, anEntry, entered } from '../kit/enterprise.ts'
import { type Office, type Row, aPerson, anOffice, anOpen, managerBanks, rosterEntry } from '../kit/exam-fixture.ts'
import { aTerminal } from '../kit/exam.ts'
import { type JourneyStage, openJourney } from './journey-stage.ts'

const MINUTE = 60_000

// Through the whole server and both clients as they are delivered; the camera is Chromium's own, of a test pattern.
describe('A26: a face on file, a face at the terminal, and the exam that neither stops', { timeout: 120_000 }, () => {
  let stage: JourneyStage
  let office: Office
  let invigilator: Visitor & { readonly id: string }
  let wall: Page
  let sessionId: string
  const [filed, shy, cut, blind] = [aPerson(), aPerson(), aPerson(), aPerson()]

  beforeAll(async () => {
    stage = await openJourney('photographs')
    const { home } = stage
    office = await anOffice(home, { seats: [6] })
    const at = { level: 'site', province: '14', siteId: office.siteId } as const
    invigilator = await home.staff([{ role: 'invigilator', jurisdiction: at }])

    const bankIds = await managerBanks(home)
    const people = [filed, shy, cut, blind]
    const given = { bankIds, people, photographs: { everyMinutes: 5 }, earliestHandInMinutes: 0 }
    ;({ id: sessionId } = await anOpen(home, office, given))
    wall = await stage.show(office.chief, `/sessions/${sessionId}/rooms/${office.roomIds[0]}`)
  }, 60_000)
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await stage.pictureAll()
  })
  afterAll(() => stage.close())

  test('the clerk puts a photo on file, drawn anew and no larger than it needs to be', async () => {
    const { home } = stage
    const name = '晋城矿业有限公司'
    const enterprise = await anEnterprise(home, { name })
    const { idNumber } = filed
    const [personId = ''] = await entered(enterprise, [anEntry(431, { name: filed.name, idNumber })])
    const page = await stage.show(enterprise.clerk, `/enterprises/${enterprise.id}/people/${personId}`)
    await page.getByText('还没有照片').waitFor()
    const chosen = { name: 'portrait.png', mimeType: 'image/png', buffer: await aDrawnFace(page) }
    await page.locator('.portrait input[type=file]').setInputFiles(chosen)
    await page.getByRole('button', { name: '更换照片' }).waitFor()
    await shown(page, '存档照片')
    await page.getByRole('img', { name: '存档照片' }).scrollIntoViewIfNeeded()
    await stage.picture(page, '1-on-file')
    const [row] = await home.deps.db.select().from(portraits)
    expect(row).toMatchObject({ mediaType: 'image/jpeg', uploadedBy: enterprise.clerk.id })
    expect(row?.sealed.length).toBeLessThan(chosen.buffer.length)
  })

  test('A26: whoever agrees is photographed at check-in, and the wall shows it beside the photo on file', async () => {
    const page = await signedIn(filed)
    await page.getByText('考试拍照告知').waitFor()
    // Nothing is taken, nor even looked at, before the candidate has agreed.
    expect(await page.getByRole('button', { name: '是我，继续' }).isDisabled()).toBe(true)
    expect(await page.locator('video').count()).toBe(0)
    await shown(page, '存档照片')
    await stage.picture(page, '2-notice')

    await page.getByRole('button', { name: '同意拍照', exact: true }).click()
    await page.getByRole('button', { name: '拍照', exact: true }).click()
    await page.getByRole('button', { name: '重拍一次' }).click()
    await page.getByRole('button', { name: '拍照', exact: true }).click()
    await page.getByRole('img', { name: '签到照片' }).waitFor()
    expect(await page.getByRole('button', { name: '重拍一次' }).count()).toBe(0)
    expect(await isBlack(page)).toBe(false)
    await stage.picture(page, '3-check-in')
    await page.getByRole('button', { name: '是我，继续' }).click()
    await page.getByText('摄像头工作中').waitFor()
    await page.getByRole('button', { name: '我已阅读，遵守考场纪律' }).click()

    await tile(wall, filed).getByText('摄像头正常 · 照片 1 张').waitFor()
    await open(wall, filed)
    await shown(wall, '存档照片')
    await shown(wall, '签到照片')
    await stage.picture(wall, '4-compared')
    await shut(wall)
  })

  test('whoever does not agree is not photographed; the chief excuses with a reason, and the exam is theirs', async () => {
    const page = await signedIn(shy)
    await page.getByRole('button', { name: '不同意拍照' }).click()
    await page.getByText('您没有同意拍照').waitFor()
    await stage.picture(page, '5-declined')
    await page.getByRole('button', { name: '是我，继续' }).click()
    await page.getByRole('button', { name: '我已阅读，遵守考场纪律' }).click()
    expect(await page.locator('.camera-sign').count()).toBe(0)

    await tile(wall, shy).getByText('不同意拍照，请主考处理').waitFor()
    await open(wall, shy)
    await wall.getByRole('button', { name: '准许不拍照' }).click()
    const dialog = wall.getByRole('dialog').last()
    await dialog.getByRole('textbox').fill('当面核对了身份证')
    await dialog.getByRole('button', { name: '准许不拍照' }).click()
    await shut(wall)
    await tile(wall, shy).getByText('主考准许不拍照').waitFor()
    expect(await kept(shy)).toEqual([])
  })

  test('a terminal without a camera says so calmly, and lets the candidate in', async () => {
    const page = await signedIn(blind, { camera: false })
    await page.getByRole('button', { name: '同意拍照', exact: true }).click()
    await page.getByText('没有找到可用的摄像头。考试照常进行').waitFor()
    await stage.picture(page, '6-no-camera')
    await page.getByRole('button', { name: '是我，继续' }).click()
    await page.getByRole('button', { name: '我已阅读，遵守考场纪律' }).click()
    await page.getByText('摄像头不可用，考试照常进行').waitFor()
    await tile(wall, blind).getByText('考试机没有可用的摄像头').waitFor()
  })

  test('at the start and at intervals one is taken, in silence and under a visible sign', async () => {
    const page = await signedIn(cut)
    await page.getByRole('button', { name: '同意拍照', exact: true }).click()
    await page.getByRole('button', { name: '拍照', exact: true }).click()
    await page.getByRole('button', { name: '是我，继续' }).click()
    await page.getByRole('button', { name: '我已阅读，遵守考场纪律' }).click()
    await tile(wall, cut).getByText('摄像头正常 · 照片 1 张').waitFor()
    await startRoom()

    const first = pageOf(filed)
    for (const one of [first, page]) {
      await one.getByText('第 1 题').first().waitFor()
      await one.getByText('摄像头工作中').waitFor()
    }
    // A moment first, in which the page sees that the exam has begun.
    await pass(2_000)
    await pass(2 * MINUTE)
    await expect.poll(() => kept(filed), { timeout: 15_000 }).toEqual(['check_in', 'start'])
    await pass(5 * MINUTE)
    await expect.poll(() => kept(filed), { timeout: 15_000 }).toEqual(['check_in', 'start', 'interval'])
    await expect.poll(() => kept(cut), { timeout: 15_000 }).toEqual(['check_in', 'start', 'interval'])
    expect([await kept(shy), await kept(blind)]).toEqual([[], []])

    // Nothing of it has kept anybody from answering.
    await first.keyboard.press('2')
    await first.getByText('已保存').waitFor()
    await stage.picture(first, '7-answering')

    await tile(wall, filed).getByText('摄像头正常 · 照片 3 张').waitFor()
    await open(wall, filed)
    await wall.getByRole('button', { name: /^考试中 / }).click()
    await shown(wall, '考试中')
    await wall.setViewportSize({ width: 1920, height: 1080 })
    await stage.picture(wall, '8-strip')
    await wall.setViewportSize({ width: 1366, height: 768 })
    await shut(wall)
  })

  test('with the camera taken away the exam goes on; the terminal says so, and the wall', async () => {
    const page = pageOf(cut)
    // As when the cable is pulled: the tracks end, and no further one is given.
    await page.evaluate(() => {
      const { streams } = window as unknown as { streams: MediaStream[] }
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('gone', 'NotFoundError'))
      for (const track of streams.flatMap((stream) => stream.getTracks())) {
        track.stop()
        track.dispatchEvent(new Event('ended'))
      }
    })
    await page.getByText('摄像头不可用，考试照常进行').waitFor()
    await tile(wall, cut).getByText('摄像头断开 · 照片 3 张').waitFor()
    await page.keyboard.press('1')
    await page.getByText('已保存').waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('第 2 题').first().waitFor()
    await stage.picture(page, '9-camera-lost')
    await stage.picture(wall, '10-wall')

    await page.getByRole('button', { name: '交卷' }).last().click()
    await page.getByRole('button', { name: '下一步：确认交卷' }).click()
    await page.getByLabel('我已检查完毕，确认现在交卷').check()
    await page.getByRole('button', { name: '交卷', exact: true }).click()
    await page
      .getByText(/回执|收据|存根/)
      .first()
      .waitFor()
  })

  test('whose sitting has ended is photographed no more, and the room record counts what there is', async () => {
    const page = pageOf(filed)
    const { sittingId } = await rosterEntry(office, sessionId, filed)
    await office.chief.get('POST /v1/sittings/:sittingId/end', { params: { sittingId }, body: { reason: '测试结束' } })
    await page.locator('.camera-sign').waitFor({ state: 'detached' })
    await expect
      .poll(() =>
        page.evaluate(() => (window as unknown as { streams: MediaStream[] }).streams.map(({ active }) => active)),
      )
      .not.toContain(true)
    const record = await stage.show(office.chief, `/sessions/${sessionId}/rooms/${office.roomIds[0]}/record`)
    await record.getByText('照片 3 张').first().waitFor()
    await record.getByText('照片 0 张（主考准许不拍照）').waitFor()
    await record.getByText('准许不拍照，由监考员当面核验：当面核对了身份证').waitFor()
    await stage.picture(record, '11-record', { whole: true })
  })

  test('no page complained of anything', () => {
    expect(stage.complaints).toEqual([])
  })

  // ── What people do ─────────────────────────────────────────────────────────────────────────────────────

  const terminals = new Map<string, Page>()

  function pageOf({ name }: Row): Page {
    const page = terminals.get(name)
    if (!page) throw new Error(`${name} sits nowhere`)
    return page
  }

  /** Checks somebody in, confirms who they are, and signs them in at the seat that was drawn. */
  async function signedIn(person: Row, given: { camera?: boolean } = {}): Promise<Page> {
    const { home } = stage
    const { ticket } = await rosterEntry(office, sessionId, person)
    const params = { sessionId, roomId: office.roomIds[0] ?? '' }
    const check = { params, body: { ticket } }
    const { seatNumber, sittingId } = await office.chief.get(
      'POST /v1/sessions/:sessionId/rooms/:roomId/check-in',
      check,
    )
    const { sites } = await office.administrator.get('GET /v1/sites')
    const seat = sites
      .flatMap(({ rooms }) => rooms.flatMap(({ seats }) => seats))
      .find(({ number }) => number === seatNumber)
    const page = await stage.terminal(await aTerminal(home, seat?.id ?? ''), given)
    terminals.set(person.name, page)
    await page.evaluate(() => {
      const streams: MediaStream[] = []
      Object.assign(window, { streams })
      const { mediaDevices } = navigator
      const ask = mediaDevices.getUserMedia.bind(mediaDevices)
      mediaDevices.getUserMedia = async (constraints) => {
        const stream = await ask(constraints)
        streams.push(stream)
        return stream
      }
    })
    const found = page.locator('.checks li', { hasText: '摄像头' })
    await found.getByText(given.camera === false ? '没有找到，或浏览器不允许使用' : '可用').waitFor()
    if (person === filed) await stage.picture(page, '0-self-check')
    await page.getByRole('button', { name: '开始登录' }).click()
    await page.getByLabel('准考证号').fill(ticket)
    await page.getByLabel('身份证号').fill(person.idNumber)
    await page.keyboard.press('Enter')
    await page.getByText(person.name).waitFor()
    await office.chief.get('POST /v1/sittings/:sittingId/confirm-identity', { params: { sittingId } })
    return page
  }

  async function startRoom() {
    const params = { sessionId, roomId: office.roomIds[0] ?? '' }
    await invigilator.get('POST /v1/sessions/:sessionId/rooms/:roomId/start', { params })
    await office.chief.get('POST /v1/sessions/:sessionId/rooms/:roomId/start', { params })
  }

  /** Lets time pass, for the server and for everybody who sits. */
  async function pass(ms: number) {
    stage.home.clock.at = (stage.home.clock.at + ms) as Instant
    for (const page of terminals.values()) await page.clock.fastForward(ms)
  }

  /** On which occasions somebody was photographed, in order, by what arrived. */
  async function kept(person: Row): Promise<string[]> {
    const { sittingId } = await rosterEntry(office, sessionId, person)
    const rows = await stage.home.deps.db
      .select({ occasion: photographs.occasion })
      .from(photographs)
      .where(eq(photographs.sittingId, sittingId))
      .orderBy(photographs.receivedAt)
    return rows.map(({ occasion }) => occasion)
  }
})

function tile(page: Page, { name }: Row) {
  return page.locator('.tile', { hasText: name })
}

async function open(page: Page, person: Row) {
  await tile(page, person).getByRole('button', { name: person.name }).click()
  await page.getByRole('region', { name: '照片核对' }).waitFor()
}

async function shut(page: Page) {
  await page.locator('.ant-drawer-close').click()
  await page.getByRole('region', { name: '照片核对' }).waitFor({ state: 'detached' })
}

/** Waits until a picture is not only asked for but seen. */
async function shown(page: Page, name: string) {
  const picture = page.getByRole('img', { name, exact: true }).last()
  await picture.waitFor()
  await expect
    .poll(() => picture.evaluate((element) => (element as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(100)
}

/** Whether the preview is a picture of nothing. */
function isBlack(page: Page) {
  return page.getByRole('img', { name: '签到照片' }).evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement
    const seen = (element as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? []
    return !seen.some((value, index) => index % 4 !== 3 && value > 40)
  })
}

/** A face as a child draws it, as a PNG of ID-photo shape. */
async function aDrawnFace(page: Page): Promise<Buffer> {
  const address = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 480
    canvas.height = 640
    const pen = canvas.getContext('2d') as CanvasRenderingContext2D
    const disc = (colour: string, x: number, y: number, across: number, down = across) => {
      pen.fillStyle = colour
      pen.beginPath()
      pen.ellipse(x, y, across, down, 0, 0, 7)
      pen.fill()
    }
    pen.fillStyle = '#4a90d9'
    pen.fillRect(0, 0, 480, 640)
    disc('#2b3a55', 240, 640, 220, 170)
    disc('#2a211c', 240, 270, 150, 185)
    disc('#e8bd95', 240, 300, 125, 160)
    for (const x of [195, 285]) disc('#2a211c', x, 280, 13, 9)
    disc('#b5604f', 240, 385, 38, 9)
    return canvas.toDataURL('image/png')
  })
  return Buffer.from(address.split(',')[1] ?? '', 'base64')
}
