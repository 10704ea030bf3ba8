import { z } from 'zod'
import { type AppRestriction, appManagementPolicies } from '../../src/datasets/entra/application-policies.ts'
import { daysOf } from '../../src/estate/entra/durations.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

const holders = { applications: 'applications', servicePrincipals: 'service principals' } as const

/** In force, and for applications of any age. */
const inForce = (restrictions: readonly AppRestriction[], kind: string): AppRestriction | undefined =>
  restrictions.find(one => one.kind === kind && one.isEnabled && one.since === null)

const lastsAtMost = (restriction: AppRestriction | undefined, days: number): boolean => {
  const allowed = restriction?.maximumLifetime == null ? undefined : daysOf(restriction.maximumLifetime)
  return allowed !== undefined && allowed <= days
}

export default defineRule({
  id: 'entra-application-management-policy-missing',
  title: 'The tenant limits what credentials applications may have, and how long they last',
  failureTitle: 'Credentials of applications are not limited',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'application-identity',
  rationale:
    'Without the default app management policy every owner of an application adds a secret that holds for years, and an attacker who became owner adds one that nobody notices. With it the directory refuses. It holds where new secrets are refused or their life is limited, and where the life of certificates is limited, for applications and for service principals of any age. Exceptions for single applications (app management policies of their own) are not read.',
  remediation: [
    {
      text: 'Turn the policy on and restrict passwordAddition, or at least passwordLifetime, and asymmetricKeyLifetime, in applicationRestrictions and in servicePrincipalRestrictions, without a date from which it holds. First see which applications it would stop.',
    },
    { text: 'In the admin center: Enterprise applications > Application policies.' },
    { text: 'Other thresholds: parameters, entra-application-management-policy-missing, secretDays and certificateDays.' },
  ],
  verify: [
    {
      text: 'isEnabled is true, and the restrictions are there.',
      command: "Connect-MgGraph -Scopes Policy.Read.All; Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/defaultAppManagementPolicy'",
    },
  ],
  frameworks: {
    'cis-m365@7.0': ['5.1.5.3', '5.1.5.4', '5.1.5.6'],
    'mcsb@2': ['IM-3', 'IM-8'],
    'nist-800-53@r5': ['IA-5', 'CM-6'],
    'scuba-aad@1.8': ['MS.AAD.5.5', 'MS.AAD.5.6', 'MS.AAD.5.7'],
  },
  equivalents: { maester: ['MT.1002'], zta: ['21775'], scuba: ['MS.AAD.5.5v1'], prowler: ['entra_default_app_management_policy_enabled'] },
  references: [
    { title: 'tenantAppManagementPolicy', url: 'https://learn.microsoft.com/graph/api/resources/tenantappmanagementpolicy' },
    {
      title: 'Enforce secret and certificate standards',
      url: 'https://learn.microsoft.com/entra/identity/enterprise-apps/tutorial-enforce-secret-standards',
    },
  ],
  parameters: z.object({
    /** Days that a secret may hold at most. */
    secretDays: z.number().int().positive().default(180),
    /** Days that a certificate may hold at most. */
    certificateDays: z.number().int().positive().default(366),
  }),
  subjects: appManagementPolicies,
  needs: {},
  check(policy, _facts, { parameters: { secretDays, certificateDays } }) {
    if (!policy.isEnabled)
      return fail('Whoever may change an application gives it any credential for any time: the default app management policy is off.', [
        evidence('Policy enabled', false, policy.id),
      ])
    const open = (['applications', 'servicePrincipals'] as const).flatMap(of => {
      const restrictions = policy[of]
      const secrets = inForce(restrictions, 'passwordAddition') !== undefined || lastsAtMost(inForce(restrictions, 'passwordLifetime'), secretDays)
      const certificates = lastsAtMost(inForce(restrictions, 'asymmetricKeyLifetime'), certificateDays)
      return [
        ...(secrets ? [] : [`secrets of ${holders[of]}, which may be added and hold for more than ${secretDays} days`]),
        ...(certificates ? [] : [`certificates of ${holders[of]}, which may hold for more than ${certificateDays} days`]),
      ]
    })
    if (open.length === 0) return pass()
    return fail(`The default app management policy does not limit ${open.length === 1 ? open[0] : 'all credentials'}.`, [
      evidence('Not limited', open, policy.id),
      evidence(
        'Restrictions',
        [...policy.applications, ...policy.servicePrincipals].map(
          ({ kind, isEnabled, maximumLifetime, since }) =>
            `${kind}: ${isEnabled ? 'on' : 'off'}${maximumLifetime === null ? '' : `, ${maximumLifetime}`}${since === null ? '' : `, for applications since ${since}`}`,
        ),
      ),
    ])
  },
})
