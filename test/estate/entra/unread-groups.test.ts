import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import legacyAllowed from '../../../rules/legacy-authentication/entra-legacy-authentication-allowed.ts'
import standingAdministrator from '../../../rules/privileged-access/entra-standing-global-administrator.ts'
import mfaForUsers from '../../../rules/strong-authentication/entra-mfa-not-required-for-users.ts'
import type { AnyDataset, Gap, Row } from '../../../src/dataset.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { awsApplications, servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { authenticationStrengths, conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { activeRoleAssignments, eligibleRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { securityDefaultsPolicies } from '../../../src/datasets/entra/tenant.ts'
import { scopes } from '../../../src/datasets/scopes.ts'
import { openEstate } from '../../../src/estate/estate.ts'
import { type Examined, examine } from '../../../src/examine.ts'
import type { Rule } from '../../../src/rule.ts'
import type { SmallTenant } from '../../analysis/conditional-access/oracle.ts'
import { smallTenant } from '../../analysis/conditional-access/small-tenants.ts'
import { group, policy, roles, user } from '../../analysis/conditional-access/tenant.ts'
import { defaultScopes, given, memorySnapshot } from '../../memory-snapshot.ts'

const at = defaultScopes['entra-tenant']
const always = [servicePrincipals, awsApplications, securityDefaultsPolicies]

const judge = (rule: Rule, tenant: SmallTenant, unread?: string): Examined => {
  const gaps: Gap[] = unread === undefined ? [] : [{ dataset: referencedGroups.name, scope: at.id, part: unread, reason: 'denied', detail: 'access denied' }]
  const snapshot = memorySnapshot(
    [
      given(entraUsers, ...tenant.users),
      given(referencedGroups, ...tenant.groups.filter(({ id }) => id !== unread)),
      given(roleDefinitions, ...roles),
      given(activeRoleAssignments, ...tenant.activeAssignments),
      given(eligibleRoleAssignments, ...tenant.eligibleAssignments),
      given(conditionalAccessPolicies, ...tenant.policies),
      given(authenticationStrengths, ...tenant.strengths),
    ],
    { scopes: [at], datasets: always, gaps },
  )
  const operator = new Map<AnyDataset, readonly Row[]>([
    [declared, []],
    [scopes, [{ ...at, scope: at.id }]],
  ])
  return examine(rule, openEstate(snapshot, operator).open(at), { now: new Date('2026-11-24T00:00:00Z'), parameters: undefined })
}

const failed = ({ findings }: Examined): string[] => findings.map(({ fingerprint }) => fingerprint)

describe('one group that could not be read', () => {
  it.each([mfaForUsers, legacyAllowed, standingAdministrator].map(rule => [rule.id, rule] as const))(
    '%s: nothing gets better, and nothing is invented',
    (_id, rule) => {
      fc.assert(
        fc.property(smallTenant, fc.constantFrom('g1', 'g2'), (tenant, unread) => {
          const [light, dark] = [judge(rule, tenant), judge(rule, tenant, unread)]
          expect([light.threw, dark.threw]).toEqual([false, false])
          expect(dark.tally.passed).toBeLessThanOrEqual(light.tally.passed)
          expect(failed(light)).toEqual(expect.arrayContaining(failed(dark)))
          if (dark.findings.length < light.findings.length) expect(dark.unanswered.length).toBeGreaterThan(0)
        }),
        { numRuns: 300 },
      )
    },
  )

  const tenant = (excludeUsers: string[]): SmallTenant => ({
    users: [user('ann'), user('bob'), user('cho')],
    groups: [group('g1', ['bob'])],
    strengths: [],
    policies: [policy('p', { users: { excludeUsers, excludeGroups: ['g1'] } })],
    activeAssignments: [],
    eligibleAssignments: [],
  })

  it('leaves a hole that does not depend on it certain', () => {
    expect(judge(mfaForUsers, tenant(['ann']), 'g1').findings.map(({ message }) => message)).toEqual([
      'Conditional Access lets 1 of 3 enabled members sign in to any application without MFA: policy "p" excludes them by name.',
    ])
  })

  it('leaves open what depends on it, and names it', () => {
    const { tally, unanswered } = judge(mfaForUsers, tenant([]), 'g1')
    expect([tally.passed, tally.failed]).toEqual([0, 0])
    expect(unanswered.map(({ message }) => message)).toEqual([
      'Whether MFA is required: it cannot be decided for 3 of 3 on any application: policy "p": the members of group g1 are not known.',
    ])
  })

  it('costs nothing where nothing depends on it', () => {
    const whole = { ...tenant([]), policies: [policy('all')] }
    expect(judge(mfaForUsers, whole, 'g1').tally.passed).toBe(1)
  })
})
