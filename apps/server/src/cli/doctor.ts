import { openDatabase } from '@kaochang/database/client'
import type { Instant } from '@kaochang/domain/instant'
import { Command } from 'commander'
import { releaseBallast } from '../boot/disk.ts'
import { exitCodeFor, type Finding, findingText, ok } from '../boot/finding.ts'
import { bootGate } from '../boot/gate.ts'
import { examineCertificate } from '../boot/judge-certificate.ts'
import { type Config, type Flags, readOwnConfig } from '../config.ts'
import { openMailer } from '../notice/mailer.ts'
import { hasEmbeddedDatabase, withDatabase } from './installation.ts'
import { withInstallation } from './settings-options.ts'

/** `kaochang doctor`: everything the platform's promises rest on, in words. */
export function doctorCommand(): Command {
  const command = new Command('doctor')
    .summary('体检 / look at the installation')
    .description('检查设置、密钥、磁盘与数据库是否可以开考 / looks at settings, secrets, disk and database')
    .option('--json', 'JSON')
    .option('--release-ballast', '磁盘已满时腾出预留的 64 MiB / give the reserved 64 MiB back to a full disk')
    .addHelpText(
      'after',
      '\n退出码 / exit codes:\n  0   正常 / all well\n  1   有需要注意的 / warnings\n  78  不能启动 / the server would not start',
    )
  return withInstallation(command).action(async (flags: Flags & { json?: boolean; releaseBallast?: boolean }) => {
    const config = readOwnConfig(flags)
    if (flags.releaseBallast) {
      const freed = Math.round((await releaseBallast(config.dataDir)) / 2 ** 20)
      console.error(`已腾出 ${freed} MiB / ${freed} MiB given back`)
    }
    const certificate = await examineCertificate(config.publicUrl, Date.now() as Instant)
    const findings = [...(await examine(config)), ...certificate, await examineMail(config)]
    console.log(flags.json ? JSON.stringify({ findings }, undefined, 2) : findings.map(findingText).join('\n'))
    process.exitCode = exitCodeFor(findings)
  })
}

/** Looks without leaving a trace: an embedded database that was never made is not made now. */
async function examine(config: Config): Promise<Finding[]> {
  if (config.database.kind === 'embedded' && !hasEmbeddedDatabase(config)) return [notYet()]
  return withDatabase(config, async (url) => {
    const { pool, close } = openDatabase({ url, size: 4, applicationName: 'kaochang doctor' })
    try {
      return await bootGate(config, pool)
    } finally {
      await close()
    }
  })
}

/** Whether notices can leave by e-mail. Never fatal: without it they are handed over on paper. */
async function examineMail({ mail }: Config): Promise<Finding> {
  if (mail === undefined)
    return ok('mail', '未配置邮件服务器，通知以纸质送达', 'no mail server is set: notices go out on paper')
  const checked = await openMailer(mail).check()
  if (checked.ok) return ok('mail', '邮件服务器可用', 'the mail server answers')
  return {
    check: 'mail',
    state: 'warning',
    zh: `邮件服务器不可用（${checked.code}），通知发不出去，恢复后自动补发`,
    en: `the mail server cannot be used (${checked.code}): notices wait, and are sent when it is back`,
    mend: '检查 SMTP_URL 的主机、端口、用户和口令 / check host, port, user and password in SMTP_URL',
  }
}

function notYet(): Finding {
  return {
    check: 'database',
    state: 'warning',
    zh: '内置数据库尚未建立',
    en: 'the embedded database has not been made yet',
    mend: '运行 npm start / run npm start',
  }
}
