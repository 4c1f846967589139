/**
 * The number of the language on the socket. Raise it when `Up` or `Down` change, with a line here.
 *
 * 1. The first.
 * 2. Pauses, messages and moves to another seat; `hello` says whether the page was loaded anew, and with which log;
 *    items that a terminal could not show.
 */
export const PROTOCOL = 2

/** The oldest language the server still speaks: a terminal that was loaded before a release goes on to the end. */
export const OLDEST_PROTOCOL = 1

/** Where the terminal's line is opened: a WebSocket, with the terminal's and the candidate's cookies. */
export const SOCKET_URL = '/v1/terminal/socket'

/** Where the same language is spoken by posts, when something on the way refuses WebSockets. */
export const POSTS_URL = '/v1/terminal/line'

/** How long an exchange that waits stays open without a word. Shorter than a proxy's patience. */
export const POST_WAIT_MS = 4_000

/** No frame from a terminal is larger. */
export const FRAME_LIMIT_BYTES = 65_536

/**
 * How fast a terminal may speak: a burst, then so many frames a second. What comes faster waits in the network
 * until its turn, so a terminal with a long queue after a cut need not count; one that runs further ahead than
 * `ahead` frames is no terminal of ours and is closed with `tooFast`.
 */
export const FRAME_RATE = { perSecond: 20, burst: 60, ahead: 240 } as const

/** A terminal says `ping` this often. */
export const PING_EVERY_MS = 5_000

/** A line that has been silent for so long is given up. */
export const SILENCE_LIMIT_MS = 12_000

/** Why a line was closed, beyond the codes of RFC 6455. */
export const CLOSE = {
  /** The server is stopping: come back after a short, random while. The reason names one, as `retry-after-ms:2371`. */
  restarting: 1012,
  tryAgain: 1013,
  unreadable: 4400,
  notSignedIn: 4401,
  takenOver: 4409,
  tooFast: 4429,
  fault: 4500,
} as const

/**
 * A room, live: a WebSocket with the member of staff's cookie, on which a whole `RoomBoard` is sent at once, after
 * something in the room has changed, and every five seconds. The server closes it with 4401 when its reader may not
 * see the room any more.
 */
export const ROOM_WATCH_URL = '/v1/sessions/:sessionId/rooms/:roomId/watch'

/**
 * All rooms within a person's reach, live: a WebSocket with the member of staff's cookie, on which a whole `Overview` is
 * sent at once, after something has changed, and every five seconds. Closed with 4401 as a room's is.
 */
export const OVERVIEW_WATCH_URL = '/v1/overview/watch'

/** Where an enrolled terminal tries whether a WebSocket opens: a few short texts are said back as they came. */
export const ECHO_URL = '/v1/terminal/echo'
