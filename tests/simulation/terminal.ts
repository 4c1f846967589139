import { type Line, type LineOptions, openLine } from '@kaochang/browser/line'
import type { Down } from '@kaochang/contract/socket/down'
import type { Up } from '@kaochang/contract/socket/up'
import type { SeatId, SittingId, TerminalId } from '@kaochang/domain/ids'
import * as rules from '../../apps/candidate/src/sitting/sitting-state.ts'
import { type SittingStore, createSittingStore } from '../../apps/candidate/src/sitting/sitting-store.ts'
import type { Row } from '../../apps/candidate/src/sitting/sitting-state.ts'
import { type WriteAheadLog, newLogId } from '../../apps/candidate/src/sitting/write-ahead-log.ts'
import { openPosts } from '@kaochang/browser/posts'
import { CLOSE } from '@kaochang/contract/socket/protocol'
import { type Connection, openConnection, openExchange } from './network.ts'
import { type ServerProcess, SignedOut } from './server-process.ts'
import { type Actor, readingOf } from './virtual-time.ts'
import { type Watched, owedBy, valueOf } from './watch.ts'
import { type World, between, happens, oneOf } from './world.ts'

/** A computer at a seat, with a browser that keeps what is written, or does not. */
export type Terminal = {
  readonly id: TerminalId
  seatId: SeatId
  /** `kept`: answers as promised; `refused`: no database at all; `failing`: each write may fail; `slow`: seconds. */
  disk: 'kept' | 'refused' | 'failing' | 'slow'
  /** What stands on the disk, by ticket and key; a sitting's id is its ticket here. */
  readonly rows: Map<string, Row & { ticket: SittingId }>
  /** Which log stands on its disk, by ticket. */
  readonly logIds: Map<SittingId, string>
  /** Grows when the power goes, and with it what was being written. */
  power: number
  writesUntil: number
  readonly rate: number
  /** Something on its way to the server takes no WebSocket (F59). */
  readonly refusesUpgrades: boolean
  /** Its cable is out until then: nothing new gets through. */
  offlineUntil: number
  readonly pages: Page[]
  /** Pages that have been told to close: a computer that sleeps closes them when it wakes. */
  readonly closing: Set<Page>
}

/** A page of the terminal's browser with one candidate's sitting in it. */
export type Page = Watched & {
  readonly terminal: Terminal
  readonly actor: Actor
  readonly store: SittingStore
  gone: boolean
}

const PATIENCE_MS = 3_000
const CHECK_EVERY_MS = 15_000

/** The page has closed: by its candidate, by a reload, by a crash of the browser, or with the power. */
export type Leaving = 'closed' | 'crashed' | 'power'

/** Opens the page of a candidate who is signed in here. */
export async function openPage(world: World, terminal: Terminal, sittingId: SittingId, name: string): Promise<Page> {
  const { time, watch, trace } = world
  const actor = time.actor(name, { rate: terminal.rate })
  const watched: Watched = { name, sittingId, terminalId: terminal.id }
  const { promise, resolve } = Promise.withResolvers<Page>()
  // One window has the seat: an older one hears at once that it has lost it, before the newer has asked the server.
  for (const other of terminal.pages) time.after(between(world, 0, 3), other.actor, () => yieldSeat(world, other))
  time.after(between(world, 5, 60), actor, () => {
    // Whoever reads waits for what is being written, and not for ever.
    const waitMs = Math.max(0, terminal.writesUntil - time.now())
    const readable = terminal.disk !== 'refused' && waitMs < PATIENCE_MS
    time.after(Math.min(waitMs, PATIENCE_MS), actor, () => begin(readable))
  })

  function begin(readable: boolean) {
    const log = readable ? openLog(world, terminal, sittingId, actor) : null
    trace(() => `${name} opens with ${log ? log.rows.map(rowText).join(' ') : 'no log'}`)
    const store = createSittingStore({
      log,
      openLine: (options) => watchedLine(world, terminal, watched, actor, options),
      now: () => readingOf(actor),
    })
    store.subscribe((state, before) => watch.pageChanged(watched, state, before))
    const page: Page = { ...watched, terminal, actor, store, gone: false }
    terminal.pages.push(page)
    // The page asks whether it is still signed in while it has no line.
    setInterval(() => {
      const { line, stop } = store.getState()
      if (line === 'joined' || stop !== null || time.now() < terminal.offlineUntil) return
      const asked = oneOf(
        world,
        world.processes.filter((one) => one.serves()),
      )
      if (asked && world.signIns.get(sittingId) !== terminal.id) store.signedOut()
    }, CHECK_EVERY_MS)
    resolve(page)
  }
  return promise
}

function rowText(row: Row) {
  return `${row.epoch}/${row.seq}${row.foreign ? ' foreign' : ''}:${valueOf(row)}`
}

function watchedLine(
  world: World,
  terminal: Terminal,
  page: Watched,
  actor: Actor,
  options: LineOptions<Up, Down>,
): Line<Up> {
  const { time, chance, trace, watch } = world
  const serving = () => world.processes.filter((one) => one.serves())
  const remember = (connection: Connection) => {
    for (const old of world.connections) if (old.over()) world.connections.delete(old)
    world.connections.add(connection)
  }
  let postsTo: ServerProcess | undefined
  const line = openLine<Up, Down>({
    ...options,
    openPosts: () =>
      openPosts(
        (asked) => {
          // Whoever stands between sends the posts of one terminal to one process, for as long as it is there.
          postsTo = postsTo?.serves() ? postsTo : oneOf(world, serving())
          const { answered, connection } = openExchange({
            time,
            chance,
            client: actor,
            server: postsTo?.actor ?? null,
            lost: time.now() < terminal.offlineUntil,
            answer: () => postsTo?.exchange(terminal.id, page.sittingId)(asked) ?? Promise.reject(new Error('gone')),
          })
          if (connection) remember(connection)
          return answered
        },
        (err) => (err instanceof SignedOut ? CLOSE.notSignedIn : undefined),
      ),
    random: () => chance.below(1_000) / 1_000,
    lost: (code) => {
      trace(() => `${page.name} has lost its line (${code})`)
      options.lost(code)
    },
    open: () => {
      const process = terminal.refusesUpgrades ? undefined : oneOf(world, serving())
      const { socket, connection } = openConnection({
        time,
        chance,
        client: actor,
        server: process?.actor ?? null,
        accept: process?.accept(terminal.id, page.sittingId) ?? null,
        lost: time.now() < terminal.offlineUntil,
        duplicate: (text) =>
          world.duplicatePercent > 0 && !text.includes('"hello"') && happens(world, world.duplicatePercent),
      })
      trace(() => `${page.name} connects to ${process?.name ?? 'nobody'}`)
      if (connection) remember(connection)
      return socket
    },
  })
  return {
    ...line,
    send(up) {
      if (up.type === 'save' || up.type === 'surrender') watch.sentUp(page, up)
      if (up.type !== 'ping') trace(() => `${page.name} says ${JSON.stringify(up)}`)
      return line.send(up)
    },
  }
}

/** The terminal's own log as a browser keeps it: in order, on disk before it says so, with the computer's faults. */
function openLog(world: World, terminal: Terminal, ticket: SittingId, actor: Actor): WriteAheadLog {
  const { time } = world
  const keyOf = ({ epoch, seq }: { epoch: number; seq: number }) => `${ticket}/${epoch}/${seq}`

  function write(change: () => void): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const failing = terminal.disk === 'refused' || (terminal.disk === 'failing' && happens(world, 30))
    const ms = terminal.disk === 'slow' ? between(world, 0, 6_000) : between(world, 1, 15)
    terminal.writesUntil = Math.max(terminal.writesUntil, time.now() + ms)
    const { power } = terminal
    // The browser writes, not the page: what a page asked for is written even when the page has gone meanwhile.
    time.after(terminal.writesUntil - time.now(), null, () => {
      if (terminal.power !== power) return
      if (!failing) change()
      time.after(0, actor, () => (failing ? reject(new Error('QuotaExceededError')) : resolve()))
    })
    time.after(PATIENCE_MS, actor, () => reject(new Error('The local disk did not answer in time.')))
    return promise
  }

  const id = terminal.logIds.get(ticket) ?? newLogId()
  terminal.logIds.set(ticket, id)
  return {
    id,
    rows: [...terminal.rows.values()].filter((row) => row.ticket === ticket).map(({ ticket: _, ...row }) => row),
    write: ({ put, remove }) =>
      write(() => {
        for (const key of remove) terminal.rows.delete(keyOf(key))
        for (const row of put) terminal.rows.set(keyOf(row), { ...row, ticket })
      }),
    wipe: () =>
      write(() => {
        for (const [key, row] of terminal.rows) if (row.ticket === ticket) terminal.rows.delete(key)
        terminal.logIds.delete(ticket)
      }),
    close: () => undefined,
  }
}

function yieldSeat(world: World, page: Page) {
  if (page.gone) return
  page.store.yieldSeat()
  closePage(world, page, 'closed')
}

/** Ends a page. What it held in memory only is gone with it. */
export function closePage(world: World, page: Page, how: Leaving) {
  if (page.gone) return
  const { time, trace, connections } = world
  const { terminal, actor, store } = page
  trace(() => `${page.name} is ${how === 'power' ? 'switched off' : how}`)
  page.gone = true
  terminal.pages.splice(terminal.pages.indexOf(page), 1)
  terminal.closing.add(page)
  const end = () => {
    actor.alive = false
    if (how === 'power') terminal.power += 1
    for (const connection of connections) if (connection.client === actor) connection.endGone(actor, how !== 'power')
    // What the page asked to be written may still be: it is looked at when the disk has settled.
    const settled = Math.max(0, terminal.writesUntil - time.now()) + 1
    time.after(how === 'power' ? 0 : settled, null, () => loseMemory(world, page))
  }
  if (how !== 'closed') return end()
  time.after(0, actor, () => {
    store.leave()
    end()
  })
}

/** What a page held in memory only is no longer anywhere. */
export function loseMemory({ watch }: World, page: Page) {
  const { terminal, store, sittingId } = page
  if (terminal.closing.delete(page)) watch.pageGone(page, store.getState(), onDisk(terminal, sittingId))
}

/** What stands on a terminal's disk for one candidate. */
export function onDisk(terminal: Terminal, ticket: SittingId): ReadonlySet<string> {
  return new Set([...terminal.rows.values()].filter((row) => row.ticket === ticket).map(valueOf))
}

export function owedAt({ store }: Page): ReadonlySet<string> {
  return owedBy(store.getState())
}

// ── What a candidate does at a page ─────────────────────────────────────────────────────────────────────────

const ATTEMPTS = 12

/** Answers something, in a way nobody has answered it before. False: nothing may be answered now. */
export function answerSomething(world: World, { store, sittingId }: Page): boolean {
  const { watch, chance } = world
  const state = store.getState()
  if (!rules.mayAnswer(state)) return false
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const item = oneOf(world, state.paper?.items ?? [])
    if (!item) return false
    const letter = String.fromCharCode(65 + chance.below(item.options.length))
    const act = chance.below(10)
    const change = (before: rules.SittingState) => {
      if (act === 0) return rules.cleared(before, item.number, 0)
      if (act === 1) return rules.markToggled(before, item.number, 0)
      return rules.chose(before, item.number, letter, 0)
    }
    const after = change(state)
    const made = after.unsaved.at(-1)
    if (after === state || !made || watch.used(sittingId, made)) continue
    if (act === 0) store.clear(item.number)
    else if (act === 1) store.toggleMark(item.number)
    else store.choose(item.number, letter)
    return true
  }
  return false
}
