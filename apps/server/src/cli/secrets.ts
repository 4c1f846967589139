import { resolve } from 'node:path'
import { Command } from 'commander'
import { makeSecrets } from '../secrets.ts'

/** `kaochang secrets <file>`: makes the keys of a new deployment. Never writes over a file. */
export function secretsCommand(): Command {
  return new Command('secrets')
    .summary('为新部署生成密钥文件 / make the secrets of a new deployment')
    .description(
      '生成密钥文件（仅本用户可读，不覆盖已有文件）。丢失后无法查找和解密证件号码，请另存一份 / ' +
        'makes the secrets file, readable by you alone; never replaces one. Without it no ID number can be found or opened again: keep a copy',
    )
    .argument('<file>', '文件 / where to write it')
    .action(async (file: string) => {
      const path = resolve(file)
      if (await makeSecrets(path)) return console.log(`${path}\nKAOCHANG_SECRETS_FILE=${path}`)
      console.error(`文件已存在，未作改动：${path} / It is there already and was left alone: ${path}`)
      process.exitCode = 1
    })
}
