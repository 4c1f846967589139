import { startEmbeddedPostgres } from './supervise.ts'
const log = { info: console.log, warn: console.log, error: console.log }
const t = performance.now()
const p = await startEmbeddedPostgres({ dataDir: process.argv[2]!, log })
console.log('start', performance.now() - t, p.url.replace(/password=[^&]*/, ''))
const t2 = performance.now()
await p.stop()
console.log('stop', performance.now() - t2)
