import { z } from 'zod'
import { conditionalAccessPolicies } from '../../src/datasets/entra/conditional-access.ts'
import { daysInWords, daysSince } from '../../src/estate/entra/ages.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

/** Microsoft enables these by itself, some weeks after it made them; nobody can rename them. https://learn.microsoft.com/entra/identity/conditional-access/managed-policies */
const isMicrosofts = (name: string): boolean => name.startsWith('Microsoft-managed: ')

export default defineRule({
  id: 'entra-conditional-access-report-only',
  title: 'Conditional Access policies are enforced once they were tried',
  failureTitle: 'Conditional Access policy stays in report-only',
  cloud: 'entra',
  severity: 'low',
  recommendation: 'strong-authentication',
  rationale:
    'A policy in report-only writes to the log what it would have done, and protects nobody. It is meant for a trial; one that was left there looks like protection to whoever reads the list. What such a policy would do if it were enforced is told where a hole is found that it would close. Policies that Microsoft manages are not asked about: Microsoft enables them by itself.',
  remediation: [
    {
      text: 'Read in the sign-in log (Report-only) what the policy would have done, mend what would break, and enable it; or delete it.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.ConditionalAccess,Policy.Read.All; Invoke-MgGraphRequest -Method PATCH -Uri \'https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies/POLICY_ID\' -Body \'{"state":"enabled"}\'',
    },
    { text: 'Other thresholds: parameters, entra-conditional-access-report-only, days.' },
  ],
  verify: [
    {
      text: 'List the policies in report-only.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies?$filter=state eq ''enabledForReportingButNotEnforced''&$select=id,displayName,modifiedDateTime' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-7'] },
  equivalents: {},
  references: [
    { title: 'Report-only mode', url: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-report-only' },
    { title: 'Microsoft-managed policies', url: 'https://learn.microsoft.com/entra/identity/conditional-access/managed-policies' },
  ],
  subjects: conditionalAccessPolicies,
  needs: {},
  parameters: z.object({
    /** Days without a change after which a trial is over. */
    days: z.number().int().positive().default(30),
  }),
  where: ({ state, name }) => state === 'enabledForReportingButNotEnforced' && !isMicrosofts(name),
  check({ id, name, createdAt, modifiedAt }, _facts, { now, parameters: { days } }) {
    const since = modifiedAt ?? createdAt
    if (since === null) return unknown(`How long ${name} has been in report-only: the policy does not say when it was changed.`)
    const age = daysSince(since, now)
    if (age <= days) return pass()
    return fail(`Policy "${name}" is in report-only and was last changed ${daysInWords(age)} ago: it protects nobody.`, [
      evidence('Last changed', since, id),
      evidence('Days ago', Math.floor(age)),
    ])
  },
})
