import type { Down } from '@kaochang/contract/socket/down'
import { CLOSE, FRAME_RATE, OLDEST_PROTOCOL, PROTOCOL } from '@kaochang/contract/socket/protocol'
import { Up } from '@kaochang/contract/socket/up'
import type { LateSave } from '@kaochang/database/sitting'
import type { SittingId, TerminalId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { SAVE_LIMIT, isLetters } from '@kaochang/domain/sitting/decide'
import { randomInt } from 'node:crypto'
import { Compile } from 'typebox/compile'
import type { RawData, WebSocket } from 'ws'
import type { Deps } from '../deps.ts'
import { type ComeBack, type Hold, type Line, LiveFault, type LineCommand } from './live-sittings.ts'
import {
  presentEnded,
  presentFor,
  presentKeptApart,
  presentPong,
  presentRecorded,
  presentRefused,
  presentRulesAccepted,
  presentSaved,
  presentWelcome,
} from './present-sitting.ts'

/** Frames that may wait for the answer to `hello`. */
const QUEUE_LIMIT = 16

/** What a terminal has not taken off the network yet. A paper is 50 kB at most. */
const BUFFER_LIMIT_BYTES = 1_048_576

/** Saves that one line may have kept apart. */
const LATE_LIMIT = 1_000

/** How far apart the terminals of a stopping server are told to come back. */
const SPREAD_MS = 5_000

/** The same where only a room's terminals come back, because another process acted for the room. */
const MOVED_SPREAD_MS = 500

const up = Compile(Up)

const AS_TEXT = { binary: false } as const

/** Who speaks on a line: known from the cookies before the line was opened. */
export type Speaker = { readonly sittingId: SittingId; readonly terminalId: TerminalId; readonly signIn: string }

/** One terminal's connection, as the round that looks after all of them sees it. */
export type TerminalLine = {
  readonly signIn: string
  /** Called once a second. Gives up a line that has been silent for so many calls. */
  readonly beat: () => void
  readonly signedOut: () => void
}

/** What a line needs of a socket: the part of the WebSocket library's that is used. */
export type LineSocket = Pick<
  WebSocket,
  'readyState' | 'OPEN' | 'isPaused' | 'bufferedAmount' | 'pause' | 'resume' | 'close' | 'terminate'
> & {
  on(event: 'message', listener: (frame: RawData, isBinary: boolean) => void): unknown
  on(event: 'close', listener: () => void): unknown
  send(frame: Buffer, options: { readonly binary: false }): void
}

type LineDeps = Pick<Deps, 'clock' | 'log' | 'sittings'>

/** Calls of `beat` without a frame: 12 seconds. Counted and not timed, so that a stall of ours silences nobody. */
const SILENT_BEATS = 12

const HELLO_BEATS = 5

/**
 * Hears one terminal: takes its frames in order, each stamped when it arrived, obeys them, and sends what
 * follows. Listens from the first moment, because a frame that arrives unheard is lost (A31).
 */
export function openTerminalLine(
  socket: LineSocket,
  { sittingId, terminalId, signIn }: Speaker,
  { clock, log, sittings }: LineDeps,
): TerminalLine {
  let hold: Hold | undefined
  /** The language the terminal speaks. */
  let protocol: number = PROTOCOL
  let joining = false
  let ended = false
  /** Heard before the answer to `hello`. */
  const early: { readonly message: Up; readonly at: Instant }[] = []
  let silentBeats = 0
  let tokens: number = FRAME_RATE.burst
  let tokensAt = performance.now()
  const late: { readonly reason: Late; readonly at: Instant; readonly save: LateSave }[] = []
  let lateCount = 0
  let keepingApart = false

  socket.on('message', (frame, isBinary) => {
    const at = clock.now()
    if (ended) return
    try {
      hear(frame as Buffer, isBinary, at)
    } catch (err) {
      fail(err)
    }
  })
  socket.on('close', () => {
    ended = true
    hold?.leave()
  })

  // ── Hearing ─────────────────────────────────────────────────────────────────────────────────────────

  function hear(frame: Buffer, isBinary: boolean, at: Instant) {
    silentBeats = 0
    if (!spend()) return
    const message = isBinary ? undefined : readUp(frame)
    if (message === undefined) return end(CLOSE.unreadable, 'unreadable')
    if (hold) return obey(hold, message, at)
    if (joining) {
      if (early.length >= QUEUE_LIMIT) return end(CLOSE.tooFast, 'wait for the welcome')
      early.push({ message, at })
    } else if (message.type === 'hello') join(message)
    else end(CLOSE.unreadable, 'hello comes first')
  }

  /** A frame costs a token. Without one the network is held back; far beyond that the line is closed. */
  function spend(): boolean {
    refill()
    tokens -= 1
    if (tokens < -FRAME_RATE.ahead) {
      end(CLOSE.tooFast, 'too fast')
      return false
    }
    if (tokens < 0 && !socket.isPaused) socket.pause()
    return true
  }

  function refill() {
    const now = performance.now()
    tokens = Math.min(FRAME_RATE.burst, tokens + ((now - tokensAt) * FRAME_RATE.perSecond) / 1_000)
    tokensAt = now
  }

  function join(hello: Extract<Up, { type: 'hello' }>) {
    if (hello.protocol < OLDEST_PROTOCOL || hello.protocol > PROTOCOL) {
      send(presentRefused({ code: 'protocol_changed' }, null))
      return end(CLOSE.unreadable, `protocols ${OLDEST_PROTOCOL} to ${PROTOCOL} are spoken here`)
    }
    protocol = hello.protocol
    joining = true
    sittings
      .attach(sittingId, terminalId, line, { fresh: hello.fresh, log: hello.log })
      .then((attached) => {
        if (!attached.ok) {
          send(presentRefused(attached.refusal, null))
          // Coming back would change nothing: the session is over, or its record needs a person.
          return end(CLOSE.notSignedIn, attached.refusal.code)
        }
        if (ended) return attached.value.leave()
        hold = attached.value
        const { epoch, sealed } = hold
        send(presentWelcome(hold.sitting(), { epoch, sealed, hasPaper: hello.hasPaper ?? false }, clock.now()))
        for (const { message, at } of early.splice(0)) if (!ended) obey(hold, message, at)
      })
      .catch(fail)
  }

  // ── Obeying ─────────────────────────────────────────────────────────────────────────────────────────

  function obey(held: Hold, message: Up, at: Instant) {
    if (held.suspended()) return held.later(() => guard(() => obey(held, message, at)))
    held.heard(at)
    switch (message.type) {
      case 'ping':
        return send(presentPong(held.sitting(), held.sealed.session, at))
      case 'save':
        return save(held, message, at)
      case 'surrender':
        return putApart('superseded', message.saves, at)
      case 'accept_rules':
      case 'hand_in':
        return ask(held, { type: message.type }, at)
      case 'note_screen':
        return ask(held, { type: 'note_screen', what: message.what }, at)
      case 'note_item':
        return ask(held, { type: 'note_item', item: message.item }, at)
      case 'hello':
        return end(CLOSE.unreadable, 'hello comes once')
    }
  }

  function save(held: Hold, message: Extract<Up, { type: 'save' }>, at: Instant) {
    const { epoch, seq, item, response, marked } = message
    if (epoch > held.epoch) return end(CLOSE.unreadable, 'an epoch of the future')
    // Made before another terminal had the seat: a rival history, for a person to decide on.
    if (epoch < held.epoch) return putApart('superseded', [message], at)
    const said = held.say({ type: 'save', seq, item, response, marked }, at)
    if (said.ok) {
      // Sent again although it is on disk. One that is still under way is answered with its commit.
      if (said.value === 'unchanged' && seq <= held.sitting().lastSeq) send(presentSaved(held.sitting()))
      return
    }
    const { refusal } = said
    if (refusal.code === 'busy') return end(CLOSE.tryAgain, 'busy')
    // A terminal that does not know of pauses keeps what it has by coming back with it.
    if (refusal.code === 'sitting_paused' && protocol < 2) return end(CLOSE.tryAgain, 'paused')
    if (refusal.code === 'sitting_closed' && held.sitting().startedAt !== null && seq <= SAVE_LIMIT) {
      return putApart('after_end', [message], at)
    }
    send(presentRefused(refusal, seq))
  }

  function ask(held: Hold, command: LineCommand, at: Instant) {
    const said = held.say(command, at)
    if (!said.ok) {
      const { refusal } = said
      return refusal.code === 'busy' ? end(CLOSE.tryAgain, 'busy') : send(presentRefused(refusal, null))
    }
    if (said.value === 'recorded') return
    const kept = held.sitting()
    const { session } = held.sealed
    if (command.type === 'accept_rules' && kept.rulesAccepted) send(presentRulesAccepted(kept, session, at))
    if (command.type === 'hand_in' && kept.ended) send(presentEnded(kept, session))
  }

  function putApart(reason: Late, saves: readonly LateSave[], at: Instant) {
    for (const save of saves) {
      if (isLetters(save.response)) late.push({ reason, at, save })
      else send(presentRefused({ code: 'response_unreadable' }, save.seq))
    }
    lateCount += saves.length
    if (lateCount > LATE_LIMIT) return end(CLOSE.tooFast, 'too many late saves')
    if (!keepingApart) keepApart().catch(fail)
  }

  /** What came while the last ones were written goes into the next, all of one reason. */
  async function keepApart() {
    keepingApart = true
    for (let [first] = late; first && hold; [first] = late) {
      const { reason, at } = first
      const count = late.findIndex((other) => other.reason !== reason)
      const group = late.splice(0, count === -1 ? late.length : count)
      await hold.keepApart(
        reason,
        group.map(({ save }) => pick(save)),
        at,
      )
      // A terminal lets go of all up to there: of what is still on its way to the record too.
      if (!(await hold.settled())) return
      send(presentKeptApart(Math.max(...group.map(({ save }) => save.seq))))
    }
    keepingApart = false
  }

  // ── Speaking ────────────────────────────────────────────────────────────────────────────────────────

  function send(fact: Down) {
    const down = presentFor(protocol, fact)
    if (down === null || socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount > BUFFER_LIMIT_BYTES) return end(CLOSE.tryAgain, 'too slow')
    // As bytes: the WebSocket library writes them and their header in one plain call.
    socket.send(Buffer.from(JSON.stringify(down)), AS_TEXT)
  }

  function end(code: number, reason: string) {
    if (ended) return
    ended = true
    // A paused socket would not hear the terminal's half of the closing.
    if (socket.isPaused) socket.resume()
    socket.close(code, reason)
    hold?.leave()
  }

  function guard(work: () => void) {
    if (ended) return
    try {
      work()
    } catch (err) {
      fail(err)
    }
  }

  /** Nothing reaches Fastify's error handler past the upgrade, so faults end here. */
  function fail(err: unknown) {
    if (err instanceof LiveFault) return end(CLOSE.tryAgain, 'the database is away')
    log.error({ sittingId, fault: describe(err) }, 'a line failed')
    end(CLOSE.fault, 'fault')
  }

  const line: Line = {
    kept(sitting, recorded) {
      // Before the welcome there is nothing to tell: it says how the sitting stands.
      if (!hold) return
      for (const down of presentRecorded(sitting, recorded, hold.sealed, clock.now())) send(down)
      if (recorded.some(({ event }) => event.type === 'moved')) end(CLOSE.takenOver, 'moved')
    },
    takenOver() {
      send({ type: 'taken_over' })
      end(CLOSE.takenOver, 'taken over')
    },
    comeBack(why) {
      const [code, reason] = COME_BACK[why]
      const spreadMs = why === 'moved' ? MOVED_SPREAD_MS : SPREAD_MS
      end(code, code === CLOSE.restarting ? `retry-after-ms:${randomInt(spreadMs)}` : reason)
    },
    durable(durable) {
      send({ type: durable ? 'restored' : 'degraded' })
    },
  }

  return {
    signIn,
    beat() {
      silentBeats += 1
      if (socket.isPaused && !ended) {
        refill()
        silentBeats = 0
        if (tokens >= 0) socket.resume()
      }
      const limit = hold || joining ? SILENT_BEATS : HELLO_BEATS
      // Nobody is there to close politely with.
      if (silentBeats > limit) socket.terminate()
    },
    signedOut: () => end(CLOSE.notSignedIn, 'not signed in'),
  }
}

type Late = 'after_end' | 'superseded'

const COME_BACK: Record<ComeBack, readonly [code: number, reason: string]> = {
  restarting: [CLOSE.restarting, 'restarting'],
  moved: [CLOSE.restarting, 'moved'],
  busy: [CLOSE.tryAgain, 'busy'],
  fault: [CLOSE.fault, 'fault'],
}

/** Nothing of a frame is stored but what a save is made of. */
function pick({ seq, item, response, marked }: LateSave): LateSave {
  return { seq, item, response, marked }
}

function readUp(frame: Buffer): Up | undefined {
  try {
    const message: unknown = JSON.parse(frame.toString())
    return up.Check(message) ? message : undefined
  } catch {
    return undefined
  }
}

/** The name and the stack, and never the message: it may hold an answer. */
function describe(err: unknown) {
  if (!(err instanceof Error)) return { name: typeof err }
  return {
    name: err.name,
    stack: err.stack
      ?.split('\n')
      .filter((line) => line.startsWith('    at '))
      .slice(0, 12),
  }
}
