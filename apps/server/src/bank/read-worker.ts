import { readItemFile } from '@kaochang/exchange/read-item-file'
import { invariant } from '@kaochang/domain/outcome'
import { parentPort, workerData } from 'node:worker_threads'
import { type Part, partsOf, type Work } from './read-parts.ts'

// The thread in which read-in-worker.ts has files read. It hands the result over in parts, one for each
// message from the other side, so that the main thread never takes in a large file at one go.
invariant(parentPort !== null, 'read-worker.ts runs as a worker only')
const port = parentPort
const { bytes, fileName } = workerData as Work
const parts: Iterator<Part> = partsOf(await readItemFile(bytes, fileName))

port.on('message', () => {
  const part = parts.next()
  if (part.done) port.close()
  else port.postMessage(part.value)
})
port.postMessage({ type: 'read' } satisfies Part)
