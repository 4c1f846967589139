const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** A second Ctrl-C within this time is the first one heard twice: by npm, by the launcher and from the terminal. */
const ECHO_MS = 2_000

/**
 * Settles when somebody asks us to stop: by a signal, or because the launcher that started us is gone.
 * Asking again later, when stopping seems to hang, ends the process at once.
 */
export function askedToStop(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let firstAt: number | undefined
  const hear = () => {
    const at = performance.now()
    firstAt ??= at
    resolve()
    if (at - firstAt > ECHO_MS) process.exit(130)
  }
  for (const signal of SIGNALS) process.on(signal, hear)
  if (process.connected) {
    process.once('disconnect', resolve)
    process.channel?.unref()
  }
  return promise
}
