import { call } from '@kaochang/browser/call'
import { ECHO_URL } from '@kaochang/contract/socket/protocol'
import { logWorks } from '../sitting/write-ahead-log.ts'
import type { Probed } from './self-check.ts'

/** A proxy may swallow an upgrade without a word. */
const OPEN_LIMIT_MS = 4_000

/** The quickest of so many is the network's; the others may have waited for something else. */
const ECHOES = 3

const MB = 1_048_576

/**
 * Tries out what an exam will need of this computer. Takes a moment, and leaves nothing behind.
 *
 * @param asked what an exam about this time asks for beyond the usual
 */
export async function probeTerminal(asked: { readonly camera: boolean }): Promise<Probed> {
  const [storage, echoMs, freeMb] = await Promise.all([logWorks(), echo(), readFreeMb()])
  const postMs = echoMs === null ? await post() : null
  return {
    storage,
    line: echoMs !== null ? 'socket' : postMs !== null ? 'posts' : 'none',
    roundTripMs: echoMs ?? postMs,
    fullScreen: document.fullscreenEnabled,
    chromeVersion: readChromeVersion(navigator.userAgent),
    freeMb,
    camera: asked.camera ? await tryCamera() : null,
  }
}

let cameraWorked = false

/** One that worked is not turned on again every minute: nobody should sit before a light that blinks. */
async function tryCamera(): Promise<boolean> {
  cameraWorked ||= await import('../photograph/camera.ts').then(
    (module) => module.cameraWorks(),
    () => false,
  )
  return cameraWorked
}

/** `Chrome/109.0.0.0` in what the browser says of itself: 109. Null for one that is no Chromium. */
export function readChromeVersion(userAgent: string): number | null {
  const version = /Chrom(?:e|ium)\/(\d+)/.exec(userAgent)?.[1]
  return version === undefined ? null : Number(version)
}

/** Which build of the client this page is: the name of its entry, which changes with every byte of the client. */
export function readBuild(): string {
  const entry = document.querySelector<HTMLScriptElement>('script[type="module"]')?.src ?? ''
  return /\/assets\/([\w.-]{1,60})\.js$/.exec(entry)?.[1] ?? 'dev'
}

/** How long a word takes to the server and back over a WebSocket; null when none opens. */
function echo(): Promise<number | null> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${ECHO_URL}`)
    const times: number[] = []
    let saidAt = 0
    const end = () => {
      clearTimeout(late)
      socket.onclose = null
      socket.close()
      resolve(times.length === 0 ? null : Math.round(Math.min(...times)))
    }
    const late = setTimeout(end, OPEN_LIMIT_MS)
    const say = () => {
      saidAt = performance.now()
      socket.send(String(times.length))
    }
    socket.onopen = say
    socket.onmessage = () => {
      times.push(performance.now() - saidAt)
      if (times.length < ECHOES) say()
      else end()
    }
    socket.onclose = end
  })
}

async function post(): Promise<number | null> {
  const from = performance.now()
  return call('GET /v1/terminal').then(
    () => Math.round(performance.now() - from),
    () => null,
  )
}

/** Asked only over a secure connection; elsewhere the browser does not tell. */
async function readFreeMb(): Promise<number | null> {
  if (!('storage' in navigator)) return null
  const { quota, usage = 0 } = await navigator.storage.estimate().catch((): StorageEstimate => ({}))
  return quota === undefined ? null : Math.max(0, Math.floor((quota - usage) / MB))
}
