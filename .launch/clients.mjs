import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { cache, pinnedNode, repository, run, say } from './process.mjs'

/** The two clients and where each one's page comes out. */
export const clients = [
  { name: 'candidate', zh: '考生端', folder: 'apps/candidate' },
  { name: 'console', zh: '管理端', folder: 'apps/console' },
]

/** What a client is made of besides its own folder. */
const materials = ['packages/browser', 'packages/contract', 'packages/domain', 'packages/exchange', 'pnpm-lock.yaml']

/** Builds each client whose sources are not those it was built from. Throws in words if one cannot be built. */
export async function buildClients() {
  for (const client of clients) {
    if (!existsSync(join(repository, client.folder, 'index.html'))) {
      throw new Error(
        `${client.zh}不完整：缺少 ${client.folder}/index.html。 / ${client.folder}/index.html is missing: this is not a whole checkout.`,
      )
    }
    const stamp = join(cache, `${client.name}.sha256`)
    const wanted = fingerprint(client)
    const built = existsSync(join(repository, client.folder, 'dist', 'index.html'))
    if (built && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) continue
    say(`正在构建${client.zh}… / Building the ${client.name} client…`)
    const vite = join(repository, 'node_modules', 'vite', 'bin', 'vite.js')
    const { code, printed } = await run(pinnedNode(), [vite, 'build', client.folder, '--logLevel', 'warn'], {
      quiet: true,
    })
    if (code !== 0)
      throw new Error(
        `${printed}\n${client.zh}构建失败，原因见上。 / The ${client.name} client could not be built, for the reason above.`,
      )
    compress(join(repository, client.folder, 'dist'))
    mkdirSync(cache, { recursive: true })
    writeFileSync(stamp, wanted)
  }
}

/** Writes each text once more, compressed: the server need not do it again for every seat of a room. */
function compress(folder) {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(js|css|html|svg)$/.test(name)) continue
    const content = readFileSync(join(folder, name))
    writeFileSync(join(folder, `${name}.gz`), gzipSync(content, { level: 9 }))
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content))
  }
}

function fingerprint({ folder }) {
  const hash = createHash('sha256')
  for (const path of [folder, ...materials].flatMap(filesUnder))
    hash.update(path).update(readFileSync(join(repository, path)))
  return hash.digest('hex')
}

/** Every file that may find its way into a client, in one order on every machine. */
function filesUnder(path) {
  if (!existsSync(join(repository, path))) return []
  if (/\.(yaml|json|html)$/.test(path)) return [path]
  return readdirSync(join(repository, path), { withFileTypes: true })
    .filter((entry) => !['node_modules', 'dist'].includes(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => ({ entry, name: `${path}/${entry.name}` }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ entry, name }) => (entry.isDirectory() ? filesUnder(name) : [name]))
}
