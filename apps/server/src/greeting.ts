import type { DemoGuide } from './demo/load-demo.ts'

/**
 * Tells whoever started the platform where everything is, one line each, in words. With the demonstration
 * also who can sign in; without staff, how to make the first administrator.
 */
export function greet({
  publicUrl,
  token,
  demo,
}: {
  publicUrl: URL
  token: string | undefined
  demo: DemoGuide | undefined
}): void {
  const base = publicUrl.origin
  const lines = [
    '',
    `考场已启动 / Kaochang is ready: ${base}`,
    `  公告、成绩查询 / announcements, results   ${base}/`,
    `  考试机 / exam terminal                    ${base}/terminal`,
    `  管理端 / console                          ${base}/console/`,
  ]
  if (token) lines.push(`  首次设置，一次性口令 / first set-up, one-time token: ${token}`)
  if (demo) lines.push('', '演示数据，仅供演示 / demonstration only', ...demo.lines.map((line) => `  ${line}`))
  lines.push('', '按 Ctrl-C 停止 / Ctrl-C stops everything', '')
  process.stdout.write(`${lines.join('\n')}\n`)
}
