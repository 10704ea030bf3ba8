import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import legacyAllowed from '../../../rules/legacy-authentication/entra-legacy-authentication-allowed.ts'
import globalAdministratorsCount from '../../../rules/privileged-access/entra-global-administrators-count.ts'
import withoutApproval from '../../../rules/privileged-access/entra-pim-activation-without-approval.ts'
import withoutMfa from '../../../rules/privileged-access/entra-pim-activation-without-mfa.ts'
import pimNotUsed from '../../../rules/privileged-access/entra-pim-not-used.ts'
import permanentAllowed from '../../../rules/privileged-access/entra-pim-permanent-assignment-allowed.ts'
import privilegedGuest from '../../../rules/privileged-access/entra-privileged-user-guest.ts'
import privilegedSynced from '../../../rules/privileged-access/entra-privileged-user-synced.ts'
import standingAdministrator from '../../../rules/privileged-access/entra-standing-global-administrator.ts'
import standingPrivileged from '../../../rules/privileged-access/entra-standing-privileged-role.ts'
import withoutPhishingResistant from '../../../rules/strong-authentication/entra-admins-without-phishing-resistant-mfa.ts'
import emergencyMissing from '../../../rules/strong-authentication/entra-emergency-access-missing.ts'
import mfaForAdmins from '../../../rules/strong-authentication/entra-mfa-not-required-for-admins.ts'
import mfaForAws from '../../../rules/strong-authentication/entra-mfa-not-required-for-aws.ts'
import mfaForAzure from '../../../rules/strong-authentication/entra-mfa-not-required-for-azure-management.ts'
import mfaForUsers from '../../../rules/strong-authentication/entra-mfa-not-required-for-users.ts'
import notRegistered from '../../../rules/strong-authentication/entra-user-not-registered-for-mfa.ts'
import type { AnyDataset, Gap, Row } from '../../../src/dataset.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { awsApplicationAssignments, awsApplications, servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { registrationDetails } from '../../../src/datasets/entra/authentication-methods.ts'
import { authenticationStrengths, conditionalAccessPolicies, namedLocations } from '../../../src/datasets/entra/conditional-access.ts'
import { conditionalAccessSettings } from '../../../src/datasets/entra/conditional-access-settings.ts'
import { deletedPrincipals } from '../../../src/datasets/entra/deleted-principals.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { activeGroupAccess, eligibleGroupAccess, privilegeGroups } from '../../../src/datasets/entra/privilege-groups.ts'
import { roleManagementPolicies } from '../../../src/datasets/entra/role-management-policies.ts'
import { activeRoleAssignments, eligibleRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { securityDefaultsPolicies } from '../../../src/datasets/entra/tenant.ts'
import { scopes } from '../../../src/datasets/scopes.ts'
import { PRIVILEGED_ROLE_ADMINISTRATOR } from '../../../src/estate/entra/privileged-roles.ts'
import { openEstate } from '../../../src/estate/estate.ts'
import { type Examined, examine } from '../../../src/examine.ts'
import type { Rule } from '../../../src/rule.ts'
import type { SmallTenant } from '../../analysis/conditional-access/oracle.ts'
import { smallTenant } from '../../analysis/conditional-access/small-tenants.ts'
import { GLOBAL_ADMINISTRATOR, group, HELPDESK_ADMINISTRATOR, policy, role, roles, user } from '../../analysis/conditional-access/tenant.ts'
import { defaultScopes, given, memorySnapshot } from '../../memory-snapshot.ts'
import { declaration } from '../../rule-tester.ts'
import { awsApplication, p2, registration, rolePolicy } from '../../rules/entra-rows.ts'

const at = defaultScopes['entra-tenant']
const always = [
  conditionalAccessSettings,
  deletedPrincipals,
  servicePrincipals,
  securityDefaultsPolicies,
  namedLocations,
  privilegeGroups,
  eligibleGroupAccess,
  activeGroupAccess,
]

const emergency = ['u1', 'u2'].map(id => ({ ...declaration('principal', id, 'emergency-access'), scope: 'operator/config' }))

const permanent = { isExpirationRequired: false, maximumDuration: null }
const stepUp = policy('step up', {
  users: { excludeGroups: ['g2'] },
  applications: { includeApplications: [], includeAuthenticationContextClassReferences: ['c1'] },
})

const judge = (rule: Rule, tenant: SmallTenant, unread?: string): Examined => {
  const gaps: Gap[] = unread === undefined ? [] : [{ dataset: referencedGroups.name, scope: at.id, part: unread, reason: 'denied', detail: 'access denied' }]
  const snapshot = memorySnapshot(
    [
      given(entraUsers, ...tenant.users.map(each => ({ ...each, name: each.name.replace('contoso.example', 'contoso.onmicrosoft.com') }))),
      given(referencedGroups, ...tenant.groups.filter(({ id }) => id !== unread)),
      given(roleDefinitions, ...roles, role(PRIVILEGED_ROLE_ADMINISTRATOR, 'Privileged Role Administrator')),
      given(activeRoleAssignments, ...tenant.activeAssignments),
      given(eligibleRoleAssignments, ...tenant.eligibleAssignments),
      given(conditionalAccessPolicies, ...tenant.policies, stepUp),
      given(registrationDetails, ...tenant.users.map(({ id }) => registration(id, { isMfaCapable: id !== 'u3' }))),
      given(
        roleManagementPolicies,
        rolePolicy(GLOBAL_ADMINISTRATOR, { enabledRules: [], authenticationContext: 'c1', approvers: [] }, { activeAssignment: permanent }),
        rolePolicy(HELPDESK_ADMINISTRATOR, { enabledRules: [], authenticationContext: 'c1' }, { activeAssignment: permanent }),
        rolePolicy(PRIVILEGED_ROLE_ADMINISTRATOR, {
          approvers: [
            { id: 'g1', type: 'group' },
            { id: 'u1', type: 'user' },
          ],
        }),
      ),
      given(authenticationStrengths, ...tenant.strengths),
      p2,
      given(awsApplications, awsApplication()),
      given(
        awsApplicationAssignments,
        ...['g1', 'g2'].map(id => ({ id, name: id, resourceId: 'sp-aws', principalId: id, principalType: 'Group', appRoleId: 'role' })),
      ),
    ],
    { scopes: [at], datasets: always, gaps },
  )
  const operator = new Map<AnyDataset, readonly Row[]>([
    [declared, rule === emergencyMissing || rule === permanentAllowed ? emergency : []],
    [scopes, [{ ...at, scope: at.id }]],
  ])
  return examine(rule, openEstate(snapshot, operator).open(at), {
    now: new Date('2026-11-24T00:00:00Z'),
    parameters: rule.parameters?.parse(rule === emergencyMissing ? { accounts: 1 } : {}),
  })
}

const judged = [
  mfaForUsers,
  mfaForAdmins,
  withoutPhishingResistant,
  mfaForAzure,
  mfaForAws,
  emergencyMissing,
  legacyAllowed,
  standingAdministrator,
  standingPrivileged,
  pimNotUsed,
  globalAdministratorsCount,
  privilegedGuest,
  privilegedSynced,
  notRegistered,
  withoutMfa,
  withoutApproval,
  permanentAllowed,
]

const failed = ({ findings }: Examined): string[] => findings.map(({ fingerprint }) => fingerprint)

describe('one group that could not be read', () => {
  it.each(judged.map(rule => [rule.id, rule] as const))('%s: nothing gets better, and nothing is invented', (_id, rule) => {
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
  })

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
