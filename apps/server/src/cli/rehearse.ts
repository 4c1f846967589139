import { Command, InvalidArgumentError } from 'commander'
import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { askedToStop } from './asked-to-stop.ts'

type Options = {
  url: URL
  login: string
  site?: string
  seats: number
  minutes: number
  thinkSeconds: number
  awaySeconds: number
  cuts: number
  reloads: number
  early: number
  seed?: string
  json?: true
}

/** Something that was acknowledged is not in the record, or the rehearsal could not be held. */
const LOST = 1

/** `kaochang rehearse`: fills a room of a running server with simulated candidates, and says what came of it. */
export function rehearseCommand(): Command {
  return new Command('rehearse')
    .summary('考前演练：用模拟考生坐满一个考室 / rehearse: fill a room with simulated candidates')
    .description(
      '在正在运行的平台上用模拟考生坐满一个演练考室：思考、改答案、断网、重载、提前交卷；结束后核对每个"已保存"的答案。演练成绩不计入任何结果。\n' +
        'Fills a rehearsal room of a running server with simulated candidates who think, change their minds, lose their network, reload and hand in early; afterwards compares every answer that was called saved with the record. Nothing of it ever counts.',
    )
    .option(
      '--url <url>',
      '平台网址 / the server’s address, as browsers use it',
      asUrl,
      new URL('http://localhost:4100'),
    )
    .requiredOption(
      '--login <name>',
      '考点主考的登录名；口令另行输入，或由标准输入给出 / a chief invigilator of the site; the password is asked for, or read from standard input',
    )
    .option('--site <name|id>', '考点；只管一个考点时可省略 / the site; not needed where the login has one only')
    .option('--seats <number>', '模拟考生人数 / how many simulated candidates', asNumber(1, 1_000), 30)
    .option('--minutes <number>', '时长（分钟） / for how long', asNumber(0.05, 240), 10)
    .option(
      '--think-seconds <number>',
      '每题通常思考的秒数 / how long an answer usually takes',
      asNumber(0.001, 600),
      15,
    )
    .option('--away-seconds <number>', '断网或重载最长的秒数 / the longest cut or reload', asNumber(0, 600), 20)
    .option('--cuts <percent>', '断网的考生，百分数 / candidates whose network is cut', asNumber(0, 100), 10)
    .option('--reloads <percent>', '重载页面的考生，百分数 / candidates who reload', asNumber(0, 100), 10)
    .option('--early <percent>', '提前交卷的考生，百分数 / candidates who hand in early', asNumber(0, 100), 10)
    .option('--seed <text>', '同一种子重复同样的行为 / the same seed does the same again')
    .option('--json', 'JSON')
    .addHelpText(
      'after',
      '\n平台使用自签证书时 / for a site’s own certificate authority: NODE_EXTRA_CA_CERTS=ca.pem\n退出码 / exit code: 0 没有丢失 nothing lost, 1 有丢失或没有演练成 something lost, or not held',
    )
    .action(async (options: Options) => {
      const { RehearsalFault } = await import('../rehearse/ask-server.ts')
      const { rehearse } = await import('../rehearse/rehearse.ts')
      const { nothingLost, reportText } = await import('../rehearse/report-rehearsal.ts')
      const seed = options.seed ?? randomBytes(4).toString('hex')
      const tell = (line: string) => console.error(line)
      try {
        const password = await readPassword()
        tell(`种子 / seed: ${seed}`)
        const report = await rehearse({
          server: options.url,
          login: options.login,
          password,
          site: options.site,
          seats: options.seats,
          forMs: options.minutes * 60_000,
          seed,
          rates: { cut: options.cuts, reload: options.reloads, early: options.early },
          usualThinkMs: options.thinkSeconds * 1_000,
          awayMs: options.awaySeconds * 1_000,
          tell,
          stopped: askedToStop(),
        })
        console.log(options.json ? JSON.stringify({ seed, ...report }, undefined, 2) : reportText(report))
        if (!nothingLost(report)) process.exitCode = LOST
      } catch (err) {
        if (!(err instanceof RehearsalFault)) throw err
        console.error(err.message)
        process.exitCode = LOST
      }
      // Connections of the rehearsal that are kept alive would hold the process for a while.
      process.exit()
    })
}

/** At a terminal the password is asked for and not shown; else it is the first line of standard input. */
async function readPassword(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('口令 / password: ')
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silent, terminal: process.stdin.isTTY })
  for await (const line of lines) {
    lines.close()
    if (process.stdin.isTTY) process.stderr.write('\n')
    return line
  }
  return ''
}

function asUrl(text: string): URL {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol)) throw new InvalidArgumentError('http://… / https://…')
  return url
}

function asNumber(least: number, most: number) {
  return (text: string): number => {
    const number = Number(text)
    if (text.trim() === '' || !(number >= least && number <= most)) throw new InvalidArgumentError(`${least} … ${most}`)
    return number
  }
}
