import { z } from 'zod'
import { passwordFlowSignIns } from '../../src/datasets/entra/application-use.ts'
import { daysSince } from '../../src/estate/entra/ages.ts'
import { premiumPlans } from '../../src/estate/entra/service-plans.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-resource-owner-password-flow-seen',
  title: 'No application asks people for their password and passes it on',
  failureTitle: 'Application passes on passwords',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'legacy-authentication',
  rationale:
    'With the resource owner password flow (ROPC) an application takes the password of a person, or keeps that of an account made for it, and signs in with it. It sees the password, MFA and passkeys cannot be used, and what one sees of it is what one sees of password spraying. Counted are successful sign-ins of users, as the log tells them in its beta version; it reaches back 30 days at most.',
  remediation: [
    {
      text: 'People: sign in by the authorization code flow, or with a broker. Programs: a managed identity, a federated credential or a certificate of their own.',
    },
    {
      text: 'Then turn public client flows off where nothing needs them (App registrations > the application > Authentication).',
      command: 'az ad app update --id APPLICATION_ID --set isFallbackPublicClient=false',
    },
    { text: 'Require MFA for the accounts named here: the flow cannot meet it, and ends.' },
  ],
  verify: [
    {
      text: 'No successful sign-in is listed.',
      command:
        "Connect-MgGraph -Scopes AuditLog.Read.All,Directory.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/beta/auditLogs/signIns?$filter=status/errorCode eq 0 and authenticationProtocol eq ''ropc'' and signInEventTypes/any(t: t eq ''nonInteractiveUser'')&$top=10' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-3', 'IM-6'], 'nist-800-53@r5': ['IA-2(1)', 'IA-5(1)'] },
  equivalents: {},
  references: [
    { title: 'Resource owner password credentials', url: 'https://learn.microsoft.com/entra/identity-platform/v2-oauth-ropc' },
    { title: 'signIn: authenticationProtocol', url: 'https://learn.microsoft.com/graph/api/resources/signin?view=graph-rest-beta' },
  ],
  parameters: z.object({
    /** How far back to look; the log keeps 30 days. */
    days: z.number().int().positive().max(30).default(30),
  }),
  withoutLicence: {
    plans: premiumPlans,
    verdict: 'not-applicable',
    message: 'The sign-in log can be read only in tenants with Microsoft Entra ID P1.',
  },
  subjects: passwordFlowSignIns,
  needs: {},
  check(seen, _facts, { now, parameters: { days } }) {
    if (daysSince(seen.lastAt, now) > days) return pass()
    return fail(
      `${seen.name} signed in with the passwords of ${seen.users === 1 ? (seen.userNames[0] ?? 'somebody') : `${seen.users} users`} in the last 30 days.`,
      [
        evidence('Sign-ins', seen.count, seen.id),
        evidence('Last', seen.lastAt),
        evidence(seen.users > seen.userNames.length ? `Users (${seen.userNames.length} of ${seen.users})` : 'Users', seen.userNames),
        evidence('Application id', seen.id),
      ],
    )
  },
})
