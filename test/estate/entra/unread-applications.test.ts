import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import legacyAllowed from '../../../rules/legacy-authentication/entra-legacy-authentication-allowed.ts'
import mfaForAzure from '../../../rules/strong-authentication/entra-mfa-not-required-for-azure-management.ts'
import mfaForUsers from '../../../rules/strong-authentication/entra-mfa-not-required-for-users.ts'
import type { AnyDataset, Gap, Row } from '../../../src/dataset.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { awsApplications, servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { authenticationStrengths, conditionalAccessPolicies, namedLocations } from '../../../src/datasets/entra/conditional-access.ts'
import { conditionalAccessSettings } from '../../../src/datasets/entra/conditional-access-settings.ts'
import { deletedPrincipals } from '../../../src/datasets/entra/deleted-principals.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { activeGroupAccess, eligibleGroupAccess, privilegeGroups } from '../../../src/datasets/entra/privilege-groups.ts'
import { activeRoleAssignments, eligibleRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { securityDefaultsPolicies } from '../../../src/datasets/entra/tenant.ts'
import { scopes } from '../../../src/datasets/scopes.ts'
import { openEstate } from '../../../src/estate/estate.ts'
import { type Examined, examine } from '../../../src/examine.ts'
import type { Rule } from '../../../src/rule.ts'
import type { SmallTenant } from '../../analysis/conditional-access/oracle.ts'
import { smallTenant } from '../../analysis/conditional-access/small-tenants.ts'
import { application, policy, roles, user } from '../../analysis/conditional-access/tenant.ts'
import { defaultScopes, given, memorySnapshot } from '../../memory-snapshot.ts'
import { awsApplication } from '../../rules/entra-rows.ts'

const at = defaultScopes['entra-tenant']

type Table = 'servicePrincipals' | 'awsApplications'

/** Judges a tenant in which `app-x` is an AWS application; of the unread tables its row is missing. */
const judge = (rule: Rule, tenant: SmallTenant, unread: readonly Table[] = []): Examined => {
  const datasets = { servicePrincipals, awsApplications }
  const gaps = unread.map((table): Gap => ({ dataset: datasets[table].name, scope: at.id, part: 'sp-app-x', reason: 'failed', detail: 'HTTP 503' }))
  const snapshot = memorySnapshot(
    [
      given(entraUsers, ...tenant.users),
      given(referencedGroups, ...tenant.groups),
      given(roleDefinitions, ...roles),
      given(activeRoleAssignments, ...tenant.activeAssignments),
      given(eligibleRoleAssignments, ...tenant.eligibleAssignments),
      given(conditionalAccessPolicies, ...tenant.policies),
      given(authenticationStrengths, ...tenant.strengths),
      given(servicePrincipals, application('app-y', 'Other'), ...(unread.includes('servicePrincipals') ? [] : [application('app-x', 'AWS')])),
      given(awsApplications, ...(unread.includes('awsApplications') ? [] : [awsApplication({ id: 'sp-app-x', appId: 'app-x' })])),
    ],
    {
      scopes: [at],
      datasets: [
        conditionalAccessSettings,
        deletedPrincipals,
        securityDefaultsPolicies,
        namedLocations,
        privilegeGroups,
        eligibleGroupAccess,
        activeGroupAccess,
      ],
      gaps,
    },
  )
  const operator = new Map<AnyDataset, readonly Row[]>([
    [declared, []],
    [scopes, [{ ...at, scope: at.id }]],
  ])
  return examine(rule, openEstate(snapshot, operator).open(at), { now: new Date('2026-11-24T00:00:00Z'), parameters: rule.parameters?.parse({}) })
}

const failed = ({ findings }: Examined): string[] => findings.map(({ fingerprint }) => fingerprint)

const tables = fc.constantFrom<readonly Table[]>(['servicePrincipals'], ['awsApplications'], ['servicePrincipals', 'awsApplications'])

describe('one application that could not be read', () => {
  it.each([mfaForUsers, mfaForAzure, legacyAllowed].map(rule => [rule.id, rule] as const))('%s: nothing gets better, and nothing is invented', (_id, rule) => {
    fc.assert(
      fc.property(smallTenant, tables, (tenant, unread) => {
        const [light, dark] = [judge(rule, tenant), judge(rule, tenant, unread)]
        expect([light.threw, dark.threw]).toEqual([false, false])
        expect(dark.tally.passed).toBeLessThanOrEqual(light.tally.passed)
        expect(failed(light)).toEqual(expect.arrayContaining(failed(dark)))
        if (dark.findings.length < light.findings.length) expect(dark.unanswered.length).toBeGreaterThan(0)
      }),
      { numRuns: 300 },
    )
  })

  const tenant = (...policies: readonly ReturnType<typeof policy>[]): SmallTenant => ({
    users: [user('ann')],
    groups: [],
    strengths: [],
    policies: [...policies],
    activeAssignments: [],
    eligibleAssignments: [],
  })
  const both: readonly Table[] = ['servicePrincipals', 'awsApplications']

  it('costs nothing where no policy depends on which group of applications it is in', () => {
    expect(judge(mfaForUsers, tenant(policy('all')), both).tally.passed).toBe(1)
    expect(judge(mfaForUsers, tenant(), ['awsApplications']).findings.map(({ severity }) => severity)).toEqual(['critical'])
  })

  it('leaves open whether a policy for Office 365 reaches an application of which nothing is known', () => {
    const office = tenant(
      policy('Office', { applications: { includeApplications: ['Office365'] } }),
      policy('The rest', { applications: { includeApplications: ['All'], excludeApplications: ['Office365', 'app-x'] } }),
    )
    expect(judge(mfaForUsers, office).tally.failed).toBe(1)
    const { tally, unanswered } = judge(mfaForUsers, office, both)
    expect([tally.passed + tally.failed, unanswered.length]).toEqual([0, 1])
  })
})
