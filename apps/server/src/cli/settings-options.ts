import { type Command, Option } from 'commander'
import { DEFAULT_PORT, LOG_LEVELS } from '../config.ts'

/** Adds the options that say which installation a command is about. Each wins over the variable it names. */
export function withInstallation(command: Command): Command {
  return command
    .option('--data-dir <folder>', '数据目录 / the data folder (KAOCHANG_DATA_DIR; .data)')
    .option('--database-url <url>', '外部 PostgreSQL / an external PostgreSQL (DATABASE_URL; embedded)')
    .option('--secrets-file <file>', '密钥文件 / the secrets (KAOCHANG_SECRETS_FILE; made in the data folder)')
    .option('--production', '生产模式 / production: fails closed, loads no demo (KAOCHANG_MODE=production)')
}

/** Adds the options that say how to serve. */
export function withServing(command: Command): Command {
  return withInstallation(command)
    .option('--host <address>', '监听地址 / where to listen (KAOCHANG_HOST; 127.0.0.1)')
    .option('--port <number>', `端口 / the port (KAOCHANG_PORT; ${DEFAULT_PORT})`)
    .option('--public-url <url>', '浏览器使用的网址 / the address browsers use (KAOCHANG_PUBLIC_URL)')
    .option('--trust-proxy <list>', '反向代理的 IP 或网段 / addresses of reverse proxies (KAOCHANG_TRUST_PROXY)')
    .option('--demo', '装入演示数据 / load the demonstration (KAOCHANG_DEMO; on with the embedded database)')
    .option('--no-demo', '不装入演示数据 / load no demonstration')
    .option('--reset', '先清空内置数据库 / throw the embedded database away first')
    .addOption(
      new Option('--log-level <level>', '日志级别 / how much to log (KAOCHANG_LOG_LEVEL; info)').choices(LOG_LEVELS),
    )
}
