/** A mistake that somebody could make, as a change of one text in one file. */
export type Mutation = {
  /** From the root of the repository. */
  readonly file: string
  /** Each text must stand in the file, so that a mutation never ages into one that changes nothing. */
  readonly changes: readonly (readonly [from: string, to: string])[]
  /** Takes so many things at once to show that only thousands of exams find it: `npm run drill` plays them. */
  readonly rare?: true
}

/**
 * Mistakes that the simulation must find. The first six are those that it was built for; each of the others was in the
 * code until the simulation found it.
 */
export const MUTATIONS = {
  'the journal acknowledges before the commit': {
    file: 'apps/server/src/sitting/journal.ts',
    changes: [
      [
        'const writing = batch.length > 0 ? write(batch) : null',
        `const writing = batch.length > 0 ? write(batch) : null
      for (const { page, entries, after } of batch) options.kept(page, entries, after)`,
      ],
    ],
  },
  'an append does not look at the epoch': {
    file: 'tests/simulation/database-model.ts',
    changes: [
      ['written.filter(({ row, epoch }) => epochOf(tx, row) === epoch)', '[...written]'],
      ['if (epochOf(tx, row) === epoch) held.add(row)', 'held.add(row)'],
    ],
  },
  'a terminal lets go of an answer when it has sent it': {
    file: 'apps/candidate/src/sitting/sitting-state.ts',
    changes: [
      [
        'return { ...state, sentUpTo: Math.max(state.sentUpTo, up.seq) }',
        'return { ...state, sentUpTo: up.seq, unsaved: state.unsaved.filter(({ seq }) => seq !== up.seq) }',
      ],
    ],
  },
  'a terminal replays what it had before another had the seat': {
    file: 'apps/candidate/src/sitting/sitting-state.ts',
    changes: [
      ['epoch >= down.heldSince && seq > down.lastSeq', 'seq > down.lastSeq'],
      ['({ epoch }) => epoch < down.heldSince', '() => false'],
    ],
  },
  'the server forgets to keep late frames': {
    file: 'apps/server/src/sitting/terminal-line.ts',
    changes: [['await hold.keepApart(', 'await Promise.resolve(']],
  },
  'time is judged by the terminal': {
    file: 'packages/domain/src/sitting/decide.ts',
    changes: [['(pausedAt ?? at) > end + terms.graceMs || ', '']],
  },
  'nobody notices that another process has a sitting': {
    file: 'apps/server/src/sitting/open-live-sittings.ts',
    changes: [['setInterval(() => void look(), LOOK_EVERY_MS)', 'setInterval(() => undefined, LOOK_EVERY_MS)']],
  },
  'what adds nothing is answered from a memory that is no longer true': {
    file: 'apps/server/src/sitting/open-live-sittings.ts',
    changes: [['!written && live.kept.ended === null && !(await isOurs(live))', 'false']],
  },
  'kept apart is said while older answers are still on their way': {
    rare: true,
    file: 'apps/server/src/sitting/terminal-line.ts',
    changes: [['if (!(await hold.settled())) return', '']],
  },
  'a commit that nobody heard of counts as none once the epoch is raised': {
    rare: true,
    file: 'tests/simulation/database-model.ts',
    changes: [['again && entries.some((entry) => sees(row, entry))', 'false']],
  },
  'a query without an answer counts as one that was refused': {
    rare: true,
    file: 'packages/database/src/fault.ts',
    changes: [['|Query read timeout', '']],
  },
  'a page without the terminal’s log goes on where the log stood': {
    rare: true,
    file: 'packages/domain/src/sitting/sitting.ts',
    changes: [['terminalId === sitting.terminalId && log === sitting.log', 'terminalId === sitting.terminalId']],
  },
  'the window for saves is counted from the last recorded one': {
    rare: true,
    file: 'apps/candidate/src/sitting/sitting-state.ts',
    changes: [['(state.unsaved[0]?.seq ?? 0) + WINDOW', 'state.lastSeq + 1 + WINDOW']],
  },
  'a refusal rests on what is decided and not on disk': {
    file: 'apps/server/src/sitting/open-live-sittings.ts',
    rare: true,
    changes: [['const fate = await settled(live)', "const fate = stepped.ok ? await settled(live) : 'kept'"]],
  },
} as const satisfies Readonly<Record<string, Mutation>>

export type MutationName = keyof typeof MUTATIONS
