import { describe, expect, it } from 'vitest'
import type { Gap, Row } from '../../../src/dataset.ts'
import type { ReferencedGroup } from '../../../src/datasets/entra/directory.ts'
import type { ActiveRoleAssignment, EligibleRoleAssignment, RoleDefinition } from '../../../src/datasets/entra/roles.ts'
import { currentActiveAssignments, currentEligibleAssignments } from '../../../src/estate/entra/current-assignments.ts'
import { emergencyAccess } from '../../../src/estate/entra/emergency-access.ts'
import { groupMembers } from '../../../src/estate/entra/group-members.ts'
import { administrators, privilegedHolders, unreadRoleGroups } from '../../../src/estate/entra/privileged-holders.ts'
import { directoryRoles } from '../../../src/estate/entra/privileged-roles.ts'
import { allRoleHolders, globalAdministrators, namedRoleHolders, roleHolders } from '../../../src/estate/entra/role-holders.ts'
import { accountFaults, emergencyEvidence, standingWords, wayWords } from '../../../src/estate/entra/role-words.ts'
import { type Facts, tableOf } from '../../../src/estate/needs.ts'
import {
  active,
  application,
  eligible,
  GLOBAL_ADMINISTRATOR,
  group,
  guest,
  HELPDESK_ADMINISTRATOR,
  role,
  roles,
  user,
} from '../../analysis/conditional-access/tenant.ts'
import { declaration, defaultScopes } from '../../rule-tester.ts'

const nothingMissing = () => []
const now = new Date('2026-11-24T00:00:00Z')

const at = defaultScopes['entra-tenant']

interface Tables extends Partial<Record<'referencedGroups' | 'entraUsers' | 'servicePrincipals', readonly Row[]>> {
  readonly roleDefinitions?: readonly RoleDefinition[]
  readonly activeRoleAssignments?: readonly ActiveRoleAssignment[]
  readonly eligibleRoleAssignments?: readonly EligibleRoleAssignment[]
}

const every = ({ roleDefinitions = [], activeRoleAssignments = [], eligibleRoleAssignments = [], ...tables }: Tables, missing: readonly Gap[] = []) => {
  const names = ['referencedGroups', 'entraUsers', 'servicePrincipals'] as const
  const facts = {
    directoryRoles: directoryRoles.build({ roleDefinitions: tableOf(roleDefinitions) }, at, nothingMissing, now),
    activeRoleAssignments: currentActiveAssignments.build({ activeRoleAssignments: tableOf(activeRoleAssignments) }, at, nothingMissing, now),
    eligibleRoleAssignments: currentEligibleAssignments.build({ eligibleRoleAssignments: tableOf(eligibleRoleAssignments) }, at, nothingMissing, now),
    groupMembers: groupMembers.build(
      {
        referencedGroups: tableOf((tables.referencedGroups ?? []) as readonly ReferencedGroup[]),
        privilegeGroups: tableOf([]),
        eligibleGroupAccess: tableOf([]),
        activeGroupAccess: tableOf([]),
      },
      at,
      need => (need === 'referencedGroups' ? missing : []),
      now,
    ),
    ...Object.fromEntries(names.map(name => [name, tableOf(tables[name] ?? [])])),
  }
  const named = namedRoleHolders.build(facts as unknown as Facts<typeof namedRoleHolders.needs>, at, nothingMissing, now)
  return allRoleHolders.build({ namedRoleHolders: named, deletedPrincipals: tableOf([]) }, at, nothingMissing, now)
}

const holders = (tables: Tables, missing?: readonly Gap[]) => roleHolders.build({ allRoleHolders: every(tables, missing) }, at, nothingMissing, now)

describe('role holders', () => {
  it('are resolved through groups to users and service principals, each with every way they hold the role', () => {
    const found = holders({
      roleDefinitions: roles,
      entraUsers: [user('ann'), user('bob')],
      servicePrincipals: [application('app-x', 'Automation')],
      referencedGroups: [group('admins', ['ann', 'bob'], { name: 'Admins', servicePrincipals: ['sp-app-x'] })],
      activeRoleAssignments: [
        active('admins', GLOBAL_ADMINISTRATOR, { principalType: 'group' }),
        active('ann', GLOBAL_ADMINISTRATOR, { assignmentType: 'Activated' }),
      ],
      eligibleRoleAssignments: [eligible('bob', HELPDESK_ADMINISTRATOR)],
    })
    const ways = (of: string) => found.get(of)?.map(({ name, kind, ways }) => [name, kind, ways.map(wayWords)])
    expect(ways(GLOBAL_ADMINISTRATOR)).toEqual([
      ['ann@contoso.example', 'user', ['assigned through group "Admins", without end', 'activated, without end']],
      ['bob@contoso.example', 'user', ['assigned through group "Admins", without end']],
      ['Automation', 'servicePrincipal', ['assigned through group "Admins", without end']],
    ])
    expect(ways(HELPDESK_ADMINISTRATOR)).toEqual([['bob@contoso.example', 'user', ['eligible, without end']]])
  })

  it('a deleted group has none; one that was not read, or a principal that is not resolved, is a holder of its own kind', () => {
    const found = holders({
      roleDefinitions: roles,
      referencedGroups: [group('deleted', [], { isDeleted: true })],
      activeRoleAssignments: [
        active('deleted', GLOBAL_ADMINISTRATOR, { principalType: 'group' }),
        active('unread', GLOBAL_ADMINISTRATOR, { principalType: 'group', name: 'Hidden' }),
        active('gone', GLOBAL_ADMINISTRATOR, { principalType: 'unknown' }),
      ],
    })
    expect(found.get(GLOBAL_ADMINISTRATOR)?.map(({ id, kind }) => [id, kind])).toEqual([
      ['unread', 'group'],
      ['gone', 'unknown'],
    ])
  })

  it('hold the role for the whole tenant, under whatever id the tenant gives its definition', () => {
    const found = holders({
      roleDefinitions: [role('own-id', 'Global Administrator', { templateId: GLOBAL_ADMINISTRATOR })],
      entraUsers: [user('ann'), user('bob')],
      activeRoleAssignments: [active('ann', 'own-id'), active('bob', 'own-id', { directoryScopeId: '/administrativeUnits/1' })],
    })
    expect(found.get(GLOBAL_ADMINISTRATOR)?.map(({ id }) => id)).toEqual(['ann'])
    expect(
      [...globalAdministrators.build({ roleHolders: found }, at, nothingMissing, now)].map(({ id, role: { name, isPrivileged } }) => [id, name, isPrivileged]),
    ).toEqual([['ann', 'Global Administrator', true]])
  })
})

describe('an assignment that has ended by the time of the snapshot', () => {
  it('makes nobody a holder, active or eligible, themselves or through a group', () => {
    const endAt = '2026-11-23T23:59:59Z'
    const found = every({
      roleDefinitions: roles,
      entraUsers: [user('ann'), user('bob'), user('cho')],
      referencedGroups: [group('admins', ['bob'])],
      activeRoleAssignments: [
        active('ann', GLOBAL_ADMINISTRATOR, { endAt }),
        active('admins', GLOBAL_ADMINISTRATOR, { principalType: 'group', endAt }),
        active('cho', GLOBAL_ADMINISTRATOR, { endAt: '2026-11-24T00:00:01Z' }),
      ],
      eligibleRoleAssignments: [eligible('ann', HELPDESK_ADMINISTRATOR, { endAt })],
    })
    expect([...found].map(([role, held]) => [role, held.map(({ id }) => id)])).toEqual([[GLOBAL_ADMINISTRATOR, ['cho']]])
  })
})

describe('privileged holders', () => {
  const tables: Tables = {
    roleDefinitions: [
      ...roles,
      role('custom', 'Custom', { isBuiltIn: false }),
      role('reader', 'Reader', { isPrivileged: false }),
      role('9360feb5-f418-4baa-8175-e2a00bac4301', 'Directory Writers', { isPrivileged: null }),
      role('d29b2b05-8046-44ba-8758-1e26182fcf32', 'Directory Synchronization Accounts', { isPrivileged: true }),
    ],
    entraUsers: [user('ann'), user('bob'), user('cho'), user('dan'), user('eve')],
    activeRoleAssignments: [
      active('ann', GLOBAL_ADMINISTRATOR),
      active('bob', HELPDESK_ADMINISTRATOR, { directoryScopeId: '/administrativeUnits/1' }),
      active('cho', 'custom'),
      active('dan', 'reader'),
      active('eve', '9360feb5-f418-4baa-8175-e2a00bac4301'),
      active('dan', 'd29b2b05-8046-44ba-8758-1e26182fcf32'),
      active('unread', HELPDESK_ADMINISTRATOR, { principalType: 'group', name: 'Hidden' }),
    ],
    eligibleRoleAssignments: [eligible('ann', HELPDESK_ADMINISTRATOR)],
  }

  it("are those whom Microsoft's mark names, or its published list where the mark is missing, in a part of the tenant too, but for the account of Microsoft Entra Connect", () => {
    const found = privilegedHolders.build({ allRoleHolders: every(tables) }, at, nothingMissing, now)
    expect([...found].map(({ id, kind, roles: held }) => [id, kind, held.map(({ role: { name } }) => name)])).toEqual([
      ['ann', 'user', ['Global Administrator', 'Helpdesk Administrator']],
      ['bob', 'user', ['Helpdesk Administrator']],
      ['unread', 'group', ['Helpdesk Administrator']],
      ['cho', 'user', ['Custom']],
      ['eve', 'user', ['Directory Writers']],
    ])
  })

  it('are asked about by role where Conditional Access sees it, and by name elsewhere', () => {
    expect(administrators.build({ allRoleHolders: every(tables) }, at, nothingMissing, now)).toEqual({
      holdersOf: [GLOBAL_ADMINISTRATOR, HELPDESK_ADMINISTRATOR, '9360feb5-f418-4baa-8175-e2a00bac4301'].sort(),
      also: ['bob', 'cho'],
      unclear: [],
    })
  })

  it('a group that is missing in part is one whose members are not known', () => {
    const groups = { ...tables, referencedGroups: [group('unread', [])] }
    const unread = (missing: readonly Gap[]) => [...unreadRoleGroups.build({ allRoleHolders: every(groups, missing) }, at, nothingMissing, now)]
    expect(unread([])).toEqual([])
    const gap: Gap = { dataset: 'referenced-groups', scope: at.id, part: 'unread', reason: 'denied', detail: 'no' }
    expect(unread([gap]).map(([held, hidden]) => [held, hidden.map(({ name }) => name)])).toEqual([[HELPDESK_ADMINISTRATOR, ['Hidden']]])
  })
})

describe('how a standing role is put into words', () => {
  const way = { state: 'assigned', ofRole: 'assigned', endAt: null, assignment: 'a', hasPim: true } as const

  it('tells the latest end only where every way ends', () => {
    expect(standingWords([way, { ...way, endAt: '2027-01-01T00:00:00Z' }])).toBe('permanently')
    expect(
      standingWords([
        { ...way, endAt: '2027-02-01T00:00:00Z' },
        { ...way, endAt: '2027-01-01T00:00:00Z' },
      ]),
    ).toBe('until 2027-02-01T00:00:00Z')
  })

  it('tells the group only where there is no direct way', () => {
    const through = { id: 'g', name: 'Admins' }
    expect(standingWords([{ ...way, through }])).toBe('permanently through group "Admins"')
    expect(standingWords([{ ...way, through }, way])).toBe('permanently')
  })

  it('tells the part of the tenant, and who was declared emergency access', () => {
    expect(wayWords({ ...way, within: '/administrativeUnits/1', endAt: '2027-01-01T00:00:00Z' })).toBe(
      'assigned within /administrativeUnits/1 until 2027-01-01T00:00:00Z',
    )
    expect(emergencyEvidence(new Map())).toEqual([])
    expect(emergencyEvidence(new Map([['ann', user('ann')]]))).toEqual([{ label: 'Declared emergency access', value: ['ann@contoso.example'] }])
  })

  it('names who else controls an account', () => {
    expect(accountFaults(guest('gus', { onPremisesSyncEnabled: true }))).toEqual(['is synchronized from on-premises', 'signs in from another organization'])
    expect(accountFaults(user('loc', { userType: 'Guest' }))).toEqual(['is a guest'])
    expect(accountFaults(user('ann'))).toEqual([])
  })
})

describe('declared emergency access', () => {
  const declarations = (...rows: readonly ReturnType<typeof declaration>[]) => tableOf(rows.map(row => ({ ...row, scope: 'operator/config' })))
  const found = (...rows: readonly ReturnType<typeof declaration>[]) => [
    ...emergencyAccess.build({ declared: declarations(...rows), entraUsers: tableOf([user('ann'), user('bob')]) }, at, nothingMissing, now).keys(),
  ]

  it('is matched by object id or user principal name, in any case', () => {
    expect(found(declaration('principal', 'ANN', 'emergency-access'), declaration('principal', 'Bob@Contoso.Example', 'emergency-access'))).toEqual([
      'ann',
      'bob',
    ])
  })

  it('is nothing else that was declared', () => {
    expect(found(declaration('principal', 'ann', 'service-user'), declaration('principal', 'bob'), declaration('role', 'ann', 'emergency-access'))).toEqual([])
  })
})
