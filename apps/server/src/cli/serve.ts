import { Command } from 'commander'
import { type Flags, readOwnConfig } from '../config.ts'
import { withServing } from './settings-options.ts'
import { askedToStop } from './asked-to-stop.ts'

/** `kaochang serve`: the whole platform in one process, until it is asked to stop. */
export function serveCommand(): Command {
  const command = new Command('serve')
    .summary('启动平台 / start the platform')
    .description('启动平台：数据库、迁移、网页与接口 / starts the platform: database, migrations, pages and interface')
    .addHelpText(
      'after',
      '\n退出码 / exit codes:\n  0   按要求停止 / stopped as asked\n  1   出错 / failed\n  78  设置或环境不允许启动 / settings or machine forbid it; see npx kaochang doctor',
    )
  return withServing(command).action(async (flags: Flags) => {
    const config = readOwnConfig(flags)
    // Here and not above: the other commands have no use for the web server and start without it.
    const { serve } = await import('../serve.ts')
    const stopping = askedToStop()
    const server = await serve(config)
    await stopping
    await server.stop()
  })
}
