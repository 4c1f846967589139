import { startEmbeddedPostgres } from '@kaochang/server/postgres/supervise'
import { silence } from '../kit/own-cluster.ts'

/** A process to be killed: starts the cluster of a data folder, says so, and holds it until asked to stop. */
const [dataDir = ''] = process.argv.slice(2)
const postgres = await startEmbeddedPostgres({ dataDir, log: silence, settings: { shared_buffers: '32MB' } })
process.on('SIGTERM', () => void postgres.stop().then(() => process.exit(0)))
console.log(JSON.stringify({ pid: postgres.pid(), adopted: postgres.adopted }))
