import { z } from 'zod'
import { tokenLifetimePolicies } from '../../src/datasets/entra/application-policies.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

const inWords = (minutes: number): string => (minutes >= 120 ? `${Math.round(minutes / 60)} hours` : `${Math.round(minutes)} minutes`)

export default defineRule({
  id: 'entra-token-lifetime-long',
  title: 'No policy makes access tokens last longer than they do by default',
  failureTitle: 'Access tokens last long',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'application-identity',
  rationale:
    'An access token opens what it was made for until it ends, whoever holds it: disabling the user, resetting the password or a new Conditional Access policy do not reach it, unless the application knows continuous access evaluation. By default it lasts 60 to 90 minutes; a policy can make that a day. Lives of refresh and session tokens in such policies have had no effect since January 2021, and how often people must sign in is a matter of Conditional Access. Policies that apply to nothing are no fault.',
  remediation: [
    {
      text: 'Remove the policy, or shorten AccessTokenLifetime.',
      command:
        "Connect-MgGraph -Scopes Policy.ReadWrite.ApplicationConfiguration; Invoke-MgGraphRequest -Method DELETE -Uri ('https://graph.microsoft.com/v1.0/policies/tokenLifetimePolicies/' + (Read-Host 'Policy id'))",
    },
    { text: 'Another threshold: parameters, entra-token-lifetime-long, minutes.' },
  ],
  verify: [
    {
      text: 'No policy that is applied has a longer AccessTokenLifetime.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/tokenLifetimePolicies' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-3', 'IM-7'], 'nist-800-53@r5': ['AC-12', 'IA-11', 'SC-23'] },
  equivalents: {},
  references: [
    { title: 'Configurable token lifetimes', url: 'https://learn.microsoft.com/entra/identity-platform/configurable-token-lifetimes' },
    { title: 'tokenLifetimePolicy', url: 'https://learn.microsoft.com/graph/api/resources/tokenlifetimepolicy' },
  ],
  parameters: z.object({
    /** Minutes that an access token may last. */
    minutes: z.number().int().positive().default(90),
  }),
  subjects: tokenLifetimePolicies,
  needs: {},
  check(policy, _facts, { parameters }) {
    const { accessTokenMinutes, isOrganizationDefault, appliesTo, name, id, mayApplyToMore } = policy
    if (accessTokenMinutes === null || accessTokenMinutes <= parameters.minutes) return pass()
    if (!isOrganizationDefault && appliesTo.length === 0) return pass()
    const to = isOrganizationDefault
      ? 'all applications'
      : `${mayApplyToMore ? 'at least ' : ''}${appliesTo.length === 1 ? 'one application' : `${appliesTo.length} applications`}`
    return fail(`The policy ${name} makes access tokens for ${to} last ${inWords(accessTokenMinutes)}.`, [
      evidence('Minutes', Math.round(accessTokenMinutes), id),
      evidence('Default of the tenant', isOrganizationDefault),
      evidence('Applies to', appliesTo),
    ])
  },
})
