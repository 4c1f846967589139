import { cpus, totalmem } from 'node:os'
import { benchDurability } from './durability.ts'
import { benchImport } from './import.ts'
import { benchPapers } from './papers.ts'
import { type Line, print } from './report.ts'
import { benchScores } from './scores.ts'
import { benchSittings } from './sitting.ts'

/** What `npm run bench` measures, in order; names on the command line choose among them. */
const BENCHES: Record<string, () => Promise<void>> = {
  papers: () => table('Papers: drawing and storing for 10,000 candidates', benchPapers),
  import: () => table('Import: a workbook of 10,000 items', benchImport),
  sitting: async () => {
    console.log('\nSittings: server, terminals and database on this one machine')
    await benchSittings({ tell: (line) => console.log(`  ${line}`) })
  },
  durability: async () => {
    for (const connected of [1_000, 10_000]) {
      console.log(`\nDurability: ${connected} candidates, a server restarted and killed`)
      // Of ten thousand, start and hand-in are measured undisturbed.
      await benchDurability({ connected, servers: 1, everyMs: 10_000, killThroughout: connected === 1_000 })
    }
  },
  scores: () => table('Scores: scoring and verifying 2,000 sittings', () => benchScores(2_000)),
}

/** What is measured only when it is asked for by name: it takes long, and most of the machine's memory. */
const BY_NAME: Record<string, () => Promise<void>> = {
  province: async () => {
    console.log('\nA province: 50,000 candidates on three server processes')
    await benchDurability({
      connected: 50_000,
      servers: 3,
      roomOf: 500,
      everyMs: 20_000,
      pacedForMs: 40_000,
      throughMs: 40_000,
    })
  },
}

async function table(title: string, measure: () => Promise<Line[]>) {
  print(title, await measure())
}

const asked = process.argv.slice(2)
const named = { ...BENCHES, ...BY_NAME }
const unknown = asked.filter((name) => !Object.hasOwn(named, name))
if (unknown.length > 0) {
  console.error(`No benchmark ${unknown.join(', ')}. There are: ${Object.keys(named).join(', ')}`)
  process.exitCode = 64
} else {
  console.log(
    `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, PostgreSQL embedded and durable.`,
  )
  console.log('Figures of one run on one machine: read the ratios.')
  for (const [name, bench] of Object.entries(named)) {
    if (asked.length === 0 ? Object.hasOwn(BENCHES, name) : asked.includes(name)) await bench()
  }
}
