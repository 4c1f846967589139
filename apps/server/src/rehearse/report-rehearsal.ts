/** What a rehearsal came to. Milliseconds everywhere; null where nothing was measured. */
export type RehearsalReport = {
  readonly session: string
  readonly seats: number
  readonly lastedMs: number
  /** From the click on "start" to the paper, at each seat. */
  readonly paperShownMs: Latency | null
  /** From an answer to its durable acknowledgement. */
  readonly acknowledgedMs: Latency | null
  readonly saves: {
    readonly made: number
    readonly acknowledged: number
    /** Of those acknowledged, how many the server's record holds as they were made. */
    readonly found: number
    readonly lost: number
  }
  /** Candidates whose record does not hold together. */
  readonly brokenRecords: number
  /** Candidates with answers that were never acknowledged, though the rehearsal waited. */
  readonly unfinished: number
  readonly handedIn: { readonly early: number; readonly atTheEnd: number }
  readonly cuts: number
  readonly reloads: number
  /** Times that a terminal came back to its seat, for whatever reason. */
  readonly reconnects: number
  readonly lostTimeMs: {
    /** For how long candidates could not answer, because of what the rehearsal did to them. */
    readonly inflicted: number
    /** How long the server had heard nothing before that: it cannot tell this from the loss. */
    readonly silent: number
    /** What the server measured. */
    readonly measured: number
  }
}

export type Latency = {
  readonly count: number
  readonly p50: number
  readonly p99: number
  readonly p999: number
  readonly max: number
}

export function latencyOf(samples: readonly number[]): Latency | null {
  if (samples.length === 0) return null
  const sorted = Float64Array.from(samples).sort()
  const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), p999: at(0.999), max: at(1) }
}

/** Whether anything was lost that the server had promised, which is what a rehearsal is for finding out. */
export function nothingLost({ saves, brokenRecords }: RehearsalReport): boolean {
  return saves.lost === 0 && brokenRecords === 0
}

/** The report in words, Chinese first. */
export function reportText(report: RehearsalReport): string {
  const { saves, handedIn, lostTimeMs } = report
  return [
    `演练结束：${report.session}`,
    `Rehearsed: ${report.seats} seats, ${seconds(report.lastedMs)} s`,
    '',
    line('试卷显示 / paper shown after start', latencyText(report.paperShownMs)),
    line('作答落盘确认 / durable acknowledgement', latencyText(report.acknowledgedMs)),
    line('答案 / answers', `${saves.made} made, ${saves.acknowledged} acknowledged, ${saves.found} found`),
    line('丢失 / lost', saves.lost === 0 ? '0（无 / none）' : `${saves.lost}  <<<`),
    ...(report.brokenRecords > 0 ? [line('记录不完整 / broken records', `${report.brokenRecords}  <<<`)] : []),
    ...(report.unfinished > 0 ? [line('未得到确认的考生 / never acknowledged', String(report.unfinished))] : []),
    line('交卷 / handed in', `${handedIn.early} early, ${handedIn.atTheEnd} at the end`),
    line('断网、重载 / cuts, reloads', `${report.cuts}, ${report.reloads}（${report.reconnects} reconnects）`),
    line(
      '失去的时间 / time lost',
      `${seconds(lostTimeMs.inflicted)} s inflicted (+ ${seconds(lostTimeMs.silent)} s silent before), ${seconds(lostTimeMs.measured)} s measured`,
    ),
    '',
    nothingLost(report)
      ? '凡显示"已保存"的答案都在记录中。 / Everything that was called saved is in the record.'
      : '有显示"已保存"的答案不在记录中：不要开考，请联系技术支持。 / Something that was called saved is missing: do not hold an exam.',
  ].join('\n')
}

function line(what: string, measured: string) {
  return `  ${what}: ${measured}`
}

function latencyText(latency: Latency | null) {
  if (!latency) return '—'
  const { count, p50, p99, p999, max } = latency
  return `p50 ${p50} ms, p99 ${p99} ms, p99.9 ${p999} ms, max ${max} ms (${count})`
}

function seconds(ms: number) {
  return (ms / 1_000).toFixed(1)
}

function round(ms: number) {
  return Math.round(ms * 10) / 10
}
