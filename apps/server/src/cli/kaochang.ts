import { databaseFault } from '@kaochang/database/fault'
import { MigrationFault } from '@kaochang/database/migrate'
import { Command } from 'commander'
import { BootRefused } from '../boot/finding.ts'
import { ConfigError, EXIT_CONFIG } from '../config.ts'
import { EmbeddedFault } from '../postgres/embedded-fault.ts'
import { SecretsFault } from '../secrets.ts'
import { doctorCommand } from './doctor.ts'
import { itemsCommand } from './items.ts'
import { deadlineCommand, idNumberCommand, nationalMinimumCommand, outcomeCommand } from './law.ts'
import { migrateCommand } from './migrate.ts'
import { paperCommand } from './paper.ts'
import { rehearseCommand } from './rehearse.ts'
import { secretsCommand } from './secrets.ts'
import { serveCommand } from './serve.ts'

/** The `kaochang` command with everything it can do. */
export function kaochangCommand(): Command {
  return new Command('kaochang')
    .description('考场：煤矿安全考试平台 / Kaochang: examinations for coal-mine safety')
    .helpOption('-h, --help', '用法 / how to use it')
    .helpCommand(false)
    .addCommand(serveCommand())
    .addCommand(migrateCommand())
    .addCommand(doctorCommand())
    .addCommand(secretsCommand())
    .addCommand(rehearseCommand())
    .addCommand(itemsCommand())
    .addCommand(paperCommand())
    .addCommand(deadlineCommand())
    .addCommand(outcomeCommand())
    .addCommand(nationalMinimumCommand())
    .addCommand(idNumberCommand())
}

/** Runs one command line. Trouble is told in words; only what we did not foresee comes with a stack. */
export async function run(argv: readonly string[]) {
  try {
    await kaochangCommand().parseAsync(argv, { from: 'user' })
  } catch (err) {
    console.error(inWords(err))
    process.exitCode =
      err instanceof ConfigError || err instanceof SecretsFault || err instanceof BootRefused ? EXIT_CONFIG : 1
  }
}

/** Errors that are written for the person who started us. */
const IN_WORDS = [SecretsFault, MigrationFault, BootRefused, EmbeddedFault]

/** Never the message of a database error: Drizzle puts the parameters of the query into it. */
function inWords(err: unknown): string {
  if (err instanceof ConfigError)
    return `设置有误，未启动 / the settings are wrong and nothing was started:\n${err.message}`
  if (err instanceof Error && IN_WORDS.some((kind) => err instanceof kind)) return err.message
  if (err instanceof Error && 'code' in err && err.code === 'EADDRINUSE') {
    return `端口已被占用：请停止占用它的程序，或用 --port 换一个 / the port is taken: stop the program that has it, or choose another with --port (${err.message})`
  }
  const fault = databaseFault(err)
  if (fault?.retryable) return `数据库无法连接（${fault.code}） / the database does not answer (${fault.code})`
  if (fault !== undefined) return `数据库出错 / the database failed: ${JSON.stringify(fault)}`
  return err instanceof Error ? (err.stack ?? err.message) : String(err)
}
