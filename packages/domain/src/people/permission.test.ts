import { describe, expect, test } from 'vitest'
import { ACTS, type Place, may, maySomewhere } from './permission.ts'
import { type Grant, ROLES, type Role } from './roles.ts'

// Written down a second time, by hand and the other way round: a slip in one of the two shows itself here.
const GRID = `
                      administrator bank_administrator application_officer chief_invigilator invigilator scorer publisher auditor examiner inspector enterprise_clerk
read_staff            yes           -                  -                   -                 -           -      -         -       -        -         -
appoint_staff         yes           -                  -                   -                 -           -      -         -       -        -         -
read_banks            -             yes                -                   -                 -           -      -         -       -        -         -
edit_bank             -             yes                -                   -                 -           -      -         -       -        -         -
file_bank             -             yes                -                   -                 -           -      -         -       -        -         -
read_filings          -             yes                -                   -                 -           -      -         yes     -        -         -
read_sites            yes           -                  yes                 yes               yes         -      -         yes     -        -         -
edit_site             yes           -                  -                   -                 -           -      -         -       -        -         -
enrol_terminal        yes           -                  -                   yes               -           -      -         -       -        -         -
read_sessions         -             -                  yes                 yes               yes         yes    yes       yes     yes      -         -
schedule_session      -             -                  yes                 -                 -           -      -         -       -        -         -
announce_session      -             -                  yes                 -                 -           -      -         -       -        -         -
edit_roster           -             -                  yes                 -                 -           -      -         -       -        -         -
read_roster           -             -                  yes                 yes               yes         -      -         yes     yes      -         -
read_overview         -             -                  yes                 yes               yes         -      yes       yes     -        -         -
read_room             -             -                  -                   yes               yes         -      -         yes     -        -         -
invigilate            -             -                  -                   yes               yes         -      -         -       -        -         -
run_room              -             -                  -                   yes               -           -      -         -       -        -         -
read_scores           -             -                  -                   -                 -           yes    yes       yes     -        -         -
score_session         -             -                  -                   -                 -           yes    -         -       -        -         -
propose_release       -             -                  -                   -                 -           yes    -         -       -        -         -
decide_late_frames    -             -                  -                   -                 -           yes    -         -       -        -         -
approve_release       -             -                  -                   -                 -           -      yes       -       -        -         -
read_results          -             -                  yes                 -                 -           yes    yes       yes     -        -         -
read_enterprises      yes           -                  yes                 -                 -           -      -         yes     -        yes       yes
edit_enterprise       yes           -                  yes                 -                 -           -      -         -       -        -         -
read_people           -             -                  yes                 -                 -           -      -         yes     -        yes       yes
edit_people           -             -                  -                   -                 -           -      -         -       -        -         yes
keep_portrait         -             -                  yes                 -                 -           -      -         -       -        -         yes
read_training         -             -                  yes                 -                 -           -      -         yes     -        yes       yes
edit_institutions     -             -                  yes                 -                 -           -      -         -       -        -         -
record_training       -             -                  yes                 -                 -           -      -         -       -        -         yes
read_applications     -             -                  yes                 -                 -           -      -         yes     -        -         yes
apply                 -             -                  -                   -                 -           -      -         -       -        -         yes
review_application    -             -                  yes                 -                 -           -      -         -       -        -         -
delegate              -             -                  yes                 -                 -           -      -         -       -        -         -
read_practical        -             -                  yes                 -                 -           yes    yes       yes     yes      -         -
mark_practical        -             -                  -                   -                 -           -      -         -       yes      -         -
read_certificates     -             -                  yes                 -                 -           -      yes       yes     -        yes       yes
issue_certificate     -             -                  yes                 -                 -           -      -         -       -        -         -
approve_revocation    -             -                  -                   -                 -           -      yes       -       -        -         -
read_duties           -             -                  yes                 -                 -           yes    yes       yes     -        yes       yes
read_law              yes           yes                yes                 yes               yes         yes    yes       yes     yes      yes       yes
propose_law           -             -                  yes                 -                 -           -      -         -       -        -         -
confirm_law           -             -                  -                   -                 -           -      yes       -       -        -         -
read_notices          -             -                  yes                 -                 -           -      yes       yes     -        yes       yes
deliver_notice        -             -                  yes                 -                 -           -      -         -       -        -         -
read_spot_checks      -             -                  yes                 -                 -           -      -         yes     -        yes       -
hold_spot_check       -             -                  -                   -                 -           -      -         -       -        yes       -
read_supervision      -             -                  yes                 -                 -           -      -         yes     -        yes       -
record_supervision    -             -                  yes                 -                 -           -      -         -       -        yes       -
write_recommendation  -             -                  -                   -                 -           -      -         -       -        yes       -
export_reports        -             -                  yes                 -                 -           -      -         yes     -        yes       -
`

/** What is done within spot checks, and by whom, in the own province. */
const SPOT_CHECKS = new Set([
  'inspector enrol_terminal',
  'inspector read_room',
  'inspector invigilate',
  'inspector run_room',
  'auditor read_room',
])

/** The cells in which a national grant reaches into the provinces; there are no others. */
const CENTRAL = `
administrator: read_staff appoint_staff read_sites edit_site enrol_terminal read_enterprises edit_enterprise read_law
bank_administrator: read_law
application_officer: read_sites read_law
chief_invigilator: read_sites enrol_terminal read_law
invigilator: read_sites read_law
scorer: read_law
publisher: read_law
auditor: read_sites read_sessions read_roster read_overview read_room read_scores read_results read_enterprises read_people
auditor: read_training read_applications read_practical read_certificates read_duties read_law read_notices
auditor: read_spot_checks read_supervision export_reports
examiner: read_law
inspector: read_law
enterprise_clerk: read_law
`

const PLACES = {
  nation: { level: 'nation' },
  shanxi: { level: 'province', province: '14' },
  datong: { level: 'site', province: '14', siteId: 'datong' },
  taiyuan: { level: 'site', province: '14', siteId: 'taiyuan' },
  datongCity: { level: 'city', province: '14', city: '1402' },
  taiyuanCity: { level: 'city', province: '14', city: '1401' },
  datongMine: { level: 'enterprise', province: '14', enterpriseId: 'datong mine' },
  taiyuanMine: { level: 'enterprise', province: '14', enterpriseId: 'taiyuan mine' },
  guizhou: { level: 'province', province: '52' },
  guiyang: { level: 'site', province: '52', siteId: 'guiyang' },
  guiyangCity: { level: 'city', province: '52', city: '5201' },
  guiyangMine: { level: 'enterprise', province: '52', enterpriseId: 'guiyang mine' },
} as const satisfies Record<string, Place>
type PlaceName = keyof typeof PLACES

/** Which places a grant covers where the nation does not reach in. A city covers what was delegated to it and no more. */
const COVERED: Record<PlaceName, readonly PlaceName[]> = {
  nation: ['nation'],
  shanxi: ['shanxi', 'datong', 'taiyuan', 'datongCity', 'taiyuanCity', 'datongMine', 'taiyuanMine'],
  datong: ['datong'],
  taiyuan: ['taiyuan'],
  datongCity: ['datongCity'],
  taiyuanCity: ['taiyuanCity'],
  datongMine: ['datongMine'],
  taiyuanMine: ['taiyuanMine'],
  guizhou: ['guizhou', 'guiyang', 'guiyangCity', 'guiyangMine'],
  guiyang: ['guiyang'],
  guiyangCity: ['guiyangCity'],
  guiyangMine: ['guiyangMine'],
}
const NAMES = Object.keys(PLACES) as PlaceName[]

describe('the permission table', () => {
  const allowed = readGrid()
  const central = new Set(
    CENTRAL.trim()
      .split('\n')
      .flatMap((line) => {
        const [role = '', acts = ''] = line.split(': ')
        return acts.split(' ').map((act) => `${role} ${act}`)
      }),
  )

  test('is written down for every act and every role', () => {
    expect([...allowed.keys()].sort()).toEqual(ACTS.flatMap((act) => ROLES.map((role) => `${role} ${act}`)).sort())
    for (const cell of central) expect(allowed.get(cell)).toBe(true)
  })

  test.each(ROLES)('allows a %s what is written, in the places written, and nothing else', (role) => {
    const wrong: string[] = []
    for (const act of ACTS) {
      const holds = allowed.get(`${role} ${act}`) === true
      for (const from of NAMES) {
        const reached = from === 'nation' && central.has(`${role} ${act}`) ? NAMES : COVERED[from]
        for (const on of NAMES) {
          const wanted = holds && reached.includes(on)
          if (may([grant(role, from)], act, PLACES[on]) !== wanted) wrong.push(`${role} of ${from}: ${act} on ${on}`)
        }
        const somewhere = holds || SPOT_CHECKS.has(`${role} ${act}`)
        if (maySomewhere([grant(role, from)], act) !== somewhere) wrong.push(`${role} of ${from}: ${act} somewhere`)
      }
    }
    expect(wrong).toEqual([])
  })

  test('gives nobody without a grant anything', () => {
    for (const act of ACTS) {
      expect(maySomewhere([], act)).toBe(false)
      for (const on of NAMES) expect(may([], act, PLACES[on])).toBe(false)
    }
  })

  test('never lends the place of one grant to the role of another', () => {
    const grants = [grant('scorer', 'shanxi'), grant('administrator', 'guizhou')]
    expect(may(grants, 'read_scores', PLACES.guizhou)).toBe(false)
    expect(may(grants, 'appoint_staff', PLACES.shanxi)).toBe(false)
    expect(may(grants, 'read_scores', PLACES.shanxi)).toBe(true)
    expect(may(grants, 'appoint_staff', PLACES.guizhou)).toBe(true)
  })

  test('keeps a province out of every other province, whatever the role and the act', () => {
    for (const role of ROLES)
      for (const act of ACTS)
        for (const on of ['guizhou', 'guiyang', 'guiyangCity', 'guiyangMine', 'nation'] as const)
          for (const from of ['shanxi', 'datong', 'datongCity', 'datongMine'] as const)
            expect(may([grant(role, from)], act, PLACES[on])).toBe(false)
  })

  test('keeps an enterprise out of every other enterprise of its own province', () => {
    for (const role of ROLES)
      for (const act of ACTS) expect(may([grant(role, 'datongMine')], act, PLACES.taiyuanMine)).toBe(false)
  })

  test('R40-1: lets the inspector run the rooms of spot checks in the own province, and no other room', () => {
    const found: string[] = []
    for (const role of ROLES)
      for (const act of ACTS)
        for (const from of NAMES)
          for (const province of ['14', '52'] as const)
            if (may([grant(role, from)], act, { level: 'spot_check', province }))
              found.push(`${role} ${act} ${from} ${province}`)
    expect(found.sort()).toEqual(
      [
        ...[...SPOT_CHECKS].flatMap((cell) => [`${cell} shanxi 14`, `${cell} guizhou 52`]),
        // The national auditor sees every room.
        'auditor read_room nation 14',
        'auditor read_room nation 52',
      ].sort(),
    )
    for (const act of ['run_room', 'invigilate', 'read_room', 'enrol_terminal'] as const)
      for (const on of NAMES) expect(may([grant('inspector', 'shanxi')], act, PLACES[on])).toBe(false)
  })

  test('gives the two halves of a release to no one role', () => {
    for (const role of ROLES)
      expect(
        maySomewhere([grant(role, 'nation')], 'propose_release') &&
          maySomewhere([grant(role, 'nation')], 'approve_release'),
      ).toBe(false)
  })

  test('gives whoever holds both halves of a forbidden pair neither, and leaves their other roles', () => {
    const grants = [grant('scorer', 'shanxi'), grant('publisher', 'guizhou'), grant('application_officer', 'shanxi')]
    expect(may(grants, 'propose_release', PLACES.shanxi)).toBe(false)
    expect(may(grants, 'approve_release', PLACES.guizhou)).toBe(false)
    expect(may(grants, 'schedule_session', PLACES.shanxi)).toBe(true)
  })
})

function grant(role: Role, place: PlaceName): Grant {
  return { role, jurisdiction: PLACES[place] }
}

function readGrid(): ReadonlyMap<string, boolean> {
  const [heading = '', ...lines] = GRID.split('\n').slice(1, -1)
  const roles = heading.trim().split(/\s+/)
  return new Map(
    lines.flatMap((line) => {
      const [act = '', ...cells] = line.split(/\s+/)
      return cells.map((cell, index) => [`${roles[index]} ${act}`, cell === 'yes'] as const)
    }),
  )
}
