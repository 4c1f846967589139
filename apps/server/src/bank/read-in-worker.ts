import { refuseFile } from '@kaochang/exchange/file-words'
import type { FileRefusal, ItemFile } from '@kaochang/exchange/item-file'
import type { Outcome } from '@kaochang/domain/outcome'
import { Worker } from 'node:worker_threads'
import { joinParts, type Part, type Work } from './read-parts.ts'

export const READING_LIMITS = { timeMs: 30_000, memoryMb: 512 } as const

/**
 * `readItemFile` in a thread of its own, so that a large or hostile file can neither hold up the rooms that
 * sit exams meanwhile nor take the server's memory. Refuses as it does, and besides a file that takes more
 * than `timeMs` milliseconds or `memoryMb` megabytes of heap. Throws when the reader itself fails.
 */
export async function readItemFileInWorker(
  bytes: Uint8Array,
  fileName: string,
  { timeMs, memoryMb }: { timeMs: number; memoryMb: number } = READING_LIMITS,
): Promise<Outcome<ItemFile, FileRefusal>> {
  const worker = new Worker(new URL('./read-worker.ts', import.meta.url), {
    workerData: { bytes, fileName } satisfies Work,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 32 },
    execArgv: [],
  })
  const parts: Part[] = []
  try {
    return await new Promise((resolve, reject) => {
      const timer = setTimeout(() => resolve(refuseFile({ code: 'reading_took_too_long', limitMs: timeMs })), timeMs)
      worker.on('message', (part: Part) => {
        parts.push(part)
        const whole = joinParts(part.type === 'rest' || part.type === 'refused' ? parts : [])
        if (whole !== null) resolve(whole)
        // Asked for on a later turn: the loop sees to everybody else between two parts.
        else setImmediate(() => worker.postMessage('next'))
      })
      worker.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
          resolve(refuseFile({ code: 'reading_needed_too_much_memory', limitMb: memoryMb }))
        else reject(error)
      })
      worker.on('exit', (code) => {
        clearTimeout(timer)
        reject(new Error(`The thread reading ${fileName} ended with code ${code} before it had read it`))
      })
    })
  } finally {
    await worker.terminate()
  }
}
