import { simulate } from './hunt-simulate.ts'

const [from = 1, to = from] = process.argv.slice(2).map(Number)
for (let seed = from; seed <= to; seed += 1) {
  const result = await simulate(seed, {traced: from === to})
  if (from === to) console.log(result.trace.join('\n'))
  if (result.broken) console.log(seed, result.broken, result.steps)
  if (from === to || process.env.V) console.log(JSON.stringify({...result, trace: undefined}))
}
