import { once } from 'node:events'
import { openLog } from '@kaochang/server/log'

/** Logs a line for each line of its standard input, and says after each that it is still there. */
const log = openLog('info')
process.stdin.setEncoding('utf8')
let count = 0
for (;;) {
  const [text] = (await Promise.race([once(process.stdin, 'data'), once(process.stdin, 'end').then(() => [''])])) as [
    string,
  ]
  if (text === '') break
  for (const _ of text.matchAll(/\n/g)) log.info({ count: (count += 1), filler: 'x'.repeat(2_000) }, 'a line')
  process.stderr.write(`${count}\n`)
}
