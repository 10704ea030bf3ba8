import { describe, expect, it } from 'vitest'
import type { Gap } from '../../../src/dataset.ts'
import type { ReferencedGroup } from '../../../src/datasets/entra/directory.ts'
import type { ActiveGroupAccess, EligibleGroupAccess, PrivilegeGroup } from '../../../src/datasets/entra/privilege-groups.ts'
import { currentActiveAssignments, currentEligibleAssignments } from '../../../src/estate/entra/current-assignments.ts'
import { groupMembers } from '../../../src/estate/entra/group-members.ts'
import { heldAssignments } from '../../../src/estate/entra/held-assignments.ts'
import { tableOf } from '../../../src/estate/needs.ts'
import { active, eligible, GLOBAL_ADMINISTRATOR, group } from '../../analysis/conditional-access/tenant.ts'
import { defaultScopes } from '../../rule-tester.ts'
import { activeIn, eligibleIn, groupsIn, privilegeGroup, users } from '../../rules/privilege-rows.ts'

const at = defaultScopes['entra-tenant']
const now = new Date('2026-11-24T00:00:00Z')

interface Tables {
  readonly referenced: readonly ReferencedGroup[]
  readonly facts?: readonly PrivilegeGroup[]
  readonly eligible?: readonly EligibleGroupAccess[]
  readonly active?: readonly ActiveGroupAccess[]
}

const gapIn = (dataset: string, part: string): Gap => ({ dataset, scope: at.id, part, reason: 'denied', detail: 'no' })

const membersIn = ({ referenced, facts = [], eligible = [], active = [] }: Tables, gaps: Partial<Record<string, readonly Gap[]>> = {}) =>
  groupMembers.build(
    { referencedGroups: tableOf(referenced), privilegeGroups: tableOf(facts), eligibleGroupAccess: tableOf(eligible), activeGroupAccess: tableOf(active) },
    at,
    need => gaps[need] ?? [],
    now,
  )
const told = (tables: Tables, id: string, gaps?: Partial<Record<string, readonly Gap[]>>) =>
  membersIn(
    tables,
    gaps,
  )(id)?.map(member => `${member.isUnread ? 'whoever is in ' : ''}${member.id} ${member.state}${member.endAt === null ? '' : ` until ${member.endAt}`}`)

const soon = '2026-11-24T08:00:00Z'
const later = '2027-01-01T00:00:00Z'
const nested = {
  referenced: [group('outer', ['ann', 'bob']), group('inner', ['ann'])],
  facts: [privilegeGroup('outer', [...users('bob'), ...groupsIn('inner')]), privilegeGroup('inner', users('ann'))],
}

describe('members of a group', () => {
  it('stand where PIM says nothing else', () => {
    expect(told({ referenced: [group('g', ['ann'])] }, 'g')).toEqual(['ann assigned'])
    expect(told({ referenced: [group('g', ['ann'])], active: [activeIn('g', 'ann')] }, 'g')).toEqual(['ann assigned'])
    expect(told({ referenced: [group('g', ['ann'])], facts: [privilegeGroup('g', users('ann'))] }, 'g')).toEqual(['ann assigned'])
  })

  it('who activated the membership does not stand, nor does who could', () => {
    const activated = activeIn('g', 'ann', { assignmentType: 'activated', endAt: soon })
    const tables = { referenced: [group('g', ['ann'])], active: [activated], eligible: [eligibleIn('g', 'ann'), eligibleIn('g', 'bob', { endAt: later })] }
    expect(told(tables, 'g')).toEqual([`ann activated until ${soon}`, 'ann eligible', `bob eligible until ${later}`])
  })

  it('stand who are in it both ways', () => {
    const both = [activeIn('g', 'ann', { assignmentType: 'activated', endAt: soon }), activeIn('g', 'ann', { id: 'again' })]
    expect(told({ referenced: [group('g', ['ann'])], active: both }, 'g')).toContain('ann assigned')
  })

  it('ownership and what has ended make nobody a member', () => {
    const none = [eligibleIn('g', 'ann', { access: 'owner' }), eligibleIn('g', 'bob', { endAt: '2026-01-01T00:00:00Z' })]
    expect(told({ referenced: [group('g', [])], eligible: none }, 'g')).toEqual([])
  })

  it('come through nested groups, as they are in those', () => {
    expect(told(nested, 'outer')).toEqual(['ann assigned', 'bob assigned'])
    expect(told({ ...nested, active: [activeIn('inner', 'ann', { assignmentType: 'activated', endAt: soon })] }, 'outer')).toEqual([
      `ann activated until ${soon}`,
      'bob assigned',
    ])
    expect(told({ ...nested, eligible: [eligibleIn('inner', 'cho')] }, 'outer')).toEqual(['ann assigned', 'bob assigned', 'cho eligible'])
  })

  it('stand through a nested group, whatever they activated besides', () => {
    const activated = [activeIn('outer', 'ann', { assignmentType: 'activated', endAt: soon }), activeIn('outer', 'inner', { principalType: 'group' })]
    expect(told({ ...nested, active: activated }, 'outer')).toContain('ann assigned')
  })

  it('through a group that is eligible, everybody in it is', () => {
    const tables = {
      referenced: [group('g', []), group('team', ['ann', 'bob'])],
      eligible: [eligibleIn('g', 'team', { principalType: 'group', endAt: later })],
    }
    expect(told(tables, 'g')).toEqual([`ann eligible until ${later}`, `bob eligible until ${later}`])
  })

  it('groups that are in each other end', () => {
    const round = {
      referenced: [group('a', ['ann']), group('b', ['ann'])],
      facts: [privilegeGroup('a', groupsIn('b')), privilegeGroup('b', [...users('ann'), ...groupsIn('a')])],
    }
    expect(told({ ...round, eligible: [eligibleIn('b', 'a', { principalType: 'group' })] }, 'a')).toEqual(['ann assigned'])
  })

  it('are not known where the group is not, or where those who activated cannot be told apart', () => {
    expect(told({ referenced: [] }, 'g')).toBeUndefined()
    expect(told({ referenced: [group('g', ['ann'])] }, 'g', { referencedGroups: [gapIn('referenced-groups', 'g')] })).toBeUndefined()
    expect(told({ referenced: [group('g', ['ann'])] }, 'g', { activeGroupAccess: [gapIn('active-group-access', 'g')] })).toBeUndefined()
  })

  it('may be anybody where the eligible ones are not known, and stay who they are', () => {
    expect(told({ referenced: [group('g', ['ann'])] }, 'g', { eligibleGroupAccess: [gapIn('eligible-group-access', 'g')] })).toEqual([
      'ann assigned',
      'whoever is in g eligible',
    ])
    expect(told(nested, 'outer', { activeGroupAccess: [gapIn('active-group-access', 'inner')] })).toEqual(['bob assigned', 'whoever is in inner assigned'])
  })
})

describe('role assignments as they are held', () => {
  const held = (tables: Tables) => {
    const assignments = [active('g', GLOBAL_ADMINISTRATOR, { principalType: 'group' })]
    const none = () => []
    return heldAssignments.build(
      {
        activeRoleAssignments: currentActiveAssignments.build({ activeRoleAssignments: tableOf(assignments) }, at, none, now),
        eligibleRoleAssignments: currentEligibleAssignments.build({ eligibleRoleAssignments: tableOf([eligible('zoe', GLOBAL_ADMINISTRATOR)]) }, at, none, now),
        groupMembers: membersIn(tables),
      },
      at,
      none,
      now,
    )
  }
  const principals = (rows: readonly { readonly principalId: string }[]) => rows.map(({ principalId }) => principalId)

  it('stay as they are where the group has only members that stand', () => {
    const { active, eligible } = held({ referenced: [group('g', ['ann'])] })
    expect([principals(active), principals(eligible)]).toEqual([['g'], ['zoe']])
  })

  it('are each member’s own where somebody may activate the membership', () => {
    const { active, eligible } = held({
      referenced: [group('g', ['ann', 'bob'])],
      active: [activeIn('g', 'bob', { assignmentType: 'activated', endAt: soon })],
      eligible: [eligibleIn('g', 'cho')],
    })
    expect([principals(active), principals(eligible)]).toEqual([['ann'], ['zoe', 'bob', 'cho']])
  })
})
