import { CallRefused, call, reach } from '@kaochang/browser/call'
import type { PhotographsAsked } from '@kaochang/contract/terminal'
import type { Instant } from '@kaochang/domain/instant'
import { type Consent, type PhotographOccasion, nextPhotograph } from '@kaochang/domain/sitting/photograph'
import { createStore } from 'zustand/vanilla'
import { type Camera, asJpeg, openCamera } from './camera.ts'

export type PhotographerState = {
  readonly consent: Consent
  /** The candidate's answer could not be brought to the server. It keeps nobody from the exam. */
  readonly trouble: boolean
  readonly camera: 'off' | 'opening' | 'working' | 'none' | 'refused' | 'lost'
  /** The camera's picture, for the preview. */
  readonly stream: MediaStream | null
  /** The check-in photograph that was taken and is not yet sent. */
  readonly still: HTMLCanvasElement | null
  readonly retaken: boolean
  readonly checkedIn: boolean
}

/** Where the candidate is: before the exam, answering, resting, or done here. */
export type Whereabouts = 'before' | 'answering' | 'resting' | 'over'

type Photograph = { readonly occasion: PhotographOccasion; readonly takenAt: Instant; readonly jpeg: Blob }

const TICK_MS = 1_000
/** How long after a failure the camera, the report and an upload are tried again. */
const AGAIN_MS = 15_000
/** How long the candidate waits to hear that their word was heard. */
const ANSWER_MS = 5_000
/** Photographs that wait for the server. Older ones give way: the newest shows best who sits here. */
const WAITING_MOST = 4

/**
 * Photographs one candidate, who agreed, at this terminal. Everything that goes wrong here is said on the screen and on
 * the wall, and nothing of it ever stops the exam.
 *
 * @param now the server's clock
 */
export function createPhotographer(ticket: string, asked: PhotographsAsked, now: () => Instant) {
  const store = createStore<PhotographerState>(() => ({
    consent: asked.consent,
    trouble: false,
    camera: 'off',
    stream: null,
    still: null,
    retaken: false,
    checkedIn: asked.checkedIn,
  }))
  let camera: Camera | null = null
  let whereabouts: () => Whereabouts = () => 'before'
  let answeringSince: Instant | null = null
  let lastTakenAt = asked.lastTakenAt as Instant | null
  let waiting: Photograph[] = []
  let reported: 'working' | 'none' | 'lost' | null = null
  let [cameraTriedAt, reportFailedAt, sentAt] = [-Infinity, -Infinity, -Infinity]
  let [sending, closed, finished] = [false, false, false]
  const timer = setInterval(() => void tick(), TICK_MS)
  void tick()

  async function tick() {
    const place = whereabouts()
    const wanted = store.getState().consent === 'agreed' && !finished && place !== 'over'
    answeringSince = place === 'answering' ? (answeringSince ?? now()) : null
    if (!wanted) turnOff()
    else if (camera === null) await turnOn()
    if (wanted && camera && answeringSince !== null) {
      const next = nextPhotograph(asked, ticket, { answeringSince, lastTakenAt })
      const canvas = now() >= next.at ? camera.take() : null
      if (canvas) {
        lastTakenAt = now()
        await put(next.occasion, lastTakenAt, canvas)
      }
    }
    if (wanted) await report()
    await send()
  }

  async function turnOn() {
    const { camera: standing } = store.getState()
    if (standing === 'opening' || performance.now() - cameraTriedAt < AGAIN_MS) return
    cameraTriedAt = performance.now()
    if (standing === 'off') store.setState({ camera: 'opening' })
    const opened = await openCamera(lose)
    // One that was there and is gone stays lost in words, whatever the browser calls it by now.
    if (typeof opened === 'string') return store.setState({ camera: standing === 'lost' ? 'lost' : opened })
    if (closed) return opened.close()
    camera = opened
    store.setState({ camera: 'working', stream: opened.stream })
  }

  function lose() {
    camera?.close()
    camera = null
    cameraTriedAt = performance.now()
    store.setState({ camera: 'lost', stream: null })
    void report()
  }

  function turnOff() {
    if (camera === null) return
    camera.close()
    camera = null
    cameraTriedAt = -Infinity
    store.setState({ camera: 'off', stream: null })
  }

  /** Tells the wall once how the camera is, and again until it is heard. */
  async function report() {
    const { camera: standing } = store.getState()
    if (standing === 'off' || standing === 'opening') return
    const said = standing === 'refused' ? 'none' : standing
    if (said === reported || performance.now() - reportFailedAt < AGAIN_MS) return
    const before = reported
    reported = said
    await call('POST /v1/terminal/camera', { body: { camera: said } }).catch(() => {
      reported = before
      reportFailedAt = performance.now()
    })
  }

  async function put(occasion: PhotographOccasion, takenAt: Instant, canvas: HTMLCanvasElement) {
    const jpeg = await asJpeg(canvas)
    if (jpeg) waiting = [...waiting, { occasion, takenAt, jpeg }].slice(-WAITING_MOST)
    sentAt = -Infinity
  }

  async function send() {
    const [first] = waiting
    if (!first || sending || performance.now() - sentAt < AGAIN_MS) return
    sending = true
    sentAt = performance.now()
    const done = await sendOne(first)
    if (done) {
      waiting = waiting.filter((one) => one !== first)
      sentAt = -Infinity
    }
    sending = false
  }

  /** Whether it need not be sent again: it has arrived, or will never be taken. */
  async function sendOne({ occasion, takenAt, jpeg }: Photograph): Promise<boolean> {
    const headers = { 'content-type': 'application/octet-stream' }
    try {
      await reach(`/v1/terminal/photographs/${occasion}?takenAt=${takenAt}`, { method: 'POST', body: jpeg, headers })
      return true
    } catch (error) {
      if (!(error instanceof CallRefused)) throw error
      const { code } = error.refusal
      if (code === 'photographs_not_agreed' || code === 'photographs_not_asked' || code === 'photographs_enough')
        finished = true
      return error.status !== 0 && error.status !== 401 && error.status !== 429 && error.status < 500
    }
  }

  /** Nothing is taken before the server has the candidate's word. One that does not reach it soon keeps nobody waiting. */
  async function answer(agreed: boolean) {
    const body = { agreed, notice: asked.notice }
    const answered = call('POST /v1/terminal/photograph-consent', { body }).then(() => {
      store.setState({ consent: agreed ? 'agreed' : 'declined', trouble: false })
      return tick()
    })
    const tooLong = new Promise((_, reject) => setTimeout(reject, ANSWER_MS))
    await Promise.race([answered, tooLong]).catch(() => {
      if (store.getState().consent === asked.consent) store.setState({ trouble: true })
    })
  }

  return Object.assign(store, {
    agree: () => answer(true),
    decline: () => answer(false),
    take: () => store.setState({ still: camera?.take() ?? null }),
    retake: () => store.setState({ still: null, retaken: true }),
    /** The candidate goes on: the check-in photograph leaves, and nobody waits for it. */
    async keep() {
      const { still } = store.getState()
      if (!still) return
      store.setState({ still: null, checkedIn: true })
      await put('check_in', now(), still)
      await send()
    },
    /** From now on by what happens at the sitting. Gives back what ends it. */
    follow(where: () => Whereabouts) {
      whereabouts = where
      return () => {
        whereabouts = () => 'before'
      }
    },
    close() {
      closed = true
      clearInterval(timer)
      turnOff()
    },
  })
}

export type Photographer = ReturnType<typeof createPhotographer>
