import { describe, expect, test } from 'vitest'
import type { StaffId } from '../ids.ts'
import { SESSION_STATES } from '../session/session.ts'
import { type ReleaseQuestion, mayApprove, mayPropose } from './check-release.ts'

const sound: ReleaseQuestion = { state: 'scored', digest: 'd', seenDigest: 'd', undecidedLateFrames: 0, findings: [] }
const scorer = 'scorer' as StaffId
const publisher = 'publisher' as StaffId
const proposal = { digest: 'd', proposedBy: scorer }

describe('the first of two people', () => {
  test('proposes exactly the scores that were seen', () => {
    expect(mayPropose(sound)).toEqual({ ok: true, value: { digest: 'd' } })
    expect(mayPropose({ ...sound, seenDigest: 'c' })).toMatchObject({ refusal: { code: 'proposal_outdated' } })
  })

  test('A46: nothing is published before it is scored, and nothing twice', () => {
    const codes = SESSION_STATES.map((state) => {
      const may = mayPropose({ ...sound, state })
      return may.ok ? 'yes' : may.refusal.code
    })
    expect(codes).toEqual([...Array.from({ length: 5 }, () => 'session_not_scored'), 'yes', 'already_released'])
    expect(mayPropose({ ...sound, digest: null })).toMatchObject({ refusal: { code: 'session_not_scored' } })
  })

  test('no late frame may be undecided', () => {
    expect(mayPropose({ ...sound, undecidedLateFrames: 2 })).toMatchObject({
      refusal: { code: 'late_frames_undecided', count: 2 },
    })
  })

  test('A39: what does not hold when computed afresh stops it, with what was found', () => {
    expect(mayPropose({ ...sound, findings: ['准考证 1'] })).toMatchObject({
      refusal: { code: 'record_broken', findings: ['准考证 1'] },
    })
  })
})

describe('the second', () => {
  test('approves what was proposed', () => {
    expect(mayApprove(sound, proposal, publisher)).toEqual({ ok: true, value: { digest: 'd' } })
  })

  test('A44: is another person', () => {
    expect(mayApprove(sound, proposal, scorer)).toMatchObject({ refusal: { code: 'same_person' } })
  })

  test('A45: approves nothing that changed since it was proposed, even if it is what they saw', () => {
    const changed = { ...sound, digest: 'e', seenDigest: 'e' }
    expect(mayApprove(changed, proposal, publisher)).toMatchObject({ refusal: { code: 'proposal_outdated' } })
  })

  test('is bound by everything that binds the first', () => {
    expect(mayApprove({ ...sound, findings: ['x'] }, proposal, publisher)).toMatchObject({
      refusal: { code: 'record_broken' },
    })
    expect(mayApprove({ ...sound, state: 'released' }, proposal, publisher)).toMatchObject({
      refusal: { code: 'already_released' },
    })
  })
})
