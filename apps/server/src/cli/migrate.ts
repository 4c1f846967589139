import { migrate } from '@kaochang/database/migrate'
import { Command } from 'commander'
import { type Flags, readOwnConfig } from '../config.ts'
import { withDatabase } from './installation.ts'
import { withInstallation } from './settings-options.ts'

/** `kaochang migrate`: brings the database to the schema of this code. Safe to run twice, and by several at once. */
export function migrateCommand(): Command {
  const command = new Command('migrate')
    .summary('升级数据库结构 / bring the database up to date')
    .description(
      '升级数据库结构；可重复执行，多台同时执行也安全 / brings the database to the schema of this code; safe to repeat, and for several at once',
    )
    .option('--json', 'JSON')
  return withInstallation(command).action(async (flags: Flags & { json?: boolean }) => {
    const { applied } = await withDatabase(readOwnConfig(flags), (url) => migrate(url))
    if (flags.json) console.log(JSON.stringify({ applied }))
    else if (applied === 0) console.log('数据库已是最新 / the database is up to date')
    else console.log(`已执行 ${applied} 个迁移 / applied ${applied} migrations`)
  })
}
