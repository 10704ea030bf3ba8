import { z } from 'zod'
import { isUsable, lifeInDays, registrationCredentials } from '../../src/estate/entra/registration-credentials.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-application-secret-long-lived',
  title: 'Secrets of applications end within half a year',
  failureTitle: 'Long-lived application secret',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'application-identity',
  rationale:
    'The longer a secret holds, the more places it has been copied to, and the more people who knew it have left. One that holds for years is never rotated, so that nobody dares to when it leaks. Counted is from the day it was made to the day it ends; secrets that have ended are another rule’s.',
  remediation: [
    { text: 'Use a managed identity, a federated credential or a certificate instead.' },
    {
      text: 'Where a secret must stay: make a new one with a short life, move the application to it, and remove the old one.',
      command: 'az ad app credential reset --id APPLICATION_ID --append --end-date END',
    },
    { text: 'Let the tenant refuse long lives: Enterprise applications > Application policies, or the default app management policy of Microsoft Graph.' },
    { text: 'Another threshold: parameters, entra-application-secret-long-lived, days.' },
  ],
  verify: [{ text: 'From startDateTime to endDateTime it is no longer.', command: 'az ad app credential list --id APPLICATION_ID' }],
  frameworks: { 'mcsb@2': ['IM-3', 'IM-8'], 'nist-800-53@r5': ['IA-5', 'IA-5(1)'], 'scuba-aad@1.8': ['MS.AAD.5.6'] },
  equivalents: { scuba: ['MS.AAD.5.6v1'] },
  references: [
    {
      title: 'Security best practices for application properties: credentials',
      url: 'https://learn.microsoft.com/entra/identity-platform/security-best-practices-for-app-registration#certificates-and-secrets',
    },
    { title: 'App management policies', url: 'https://learn.microsoft.com/graph/api/resources/applicationauthenticationmethodpolicy' },
  ],
  parameters: z.object({
    /** Days that a secret may hold, from the day it was made. */
    days: z.number().int().positive().default(180),
  }),
  supersedes: ['entra-application-secret'],
  subjects: registrationCredentials,
  needs: {},
  where: ({ kind }) => kind === 'secret',
  check(secret, _facts, { now, parameters: { days } }) {
    if (!isUsable(secret, now)) return pass()
    const life = lifeInDays(secret, now)
    // Lives are chosen in months, and dates are rounded: a day more is not a longer life.
    if (life !== null && life < days + 1) return pass()
    return fail(
      life === null
        ? `A secret of ${secret.applicationName} never ends.`
        : `A secret of ${secret.applicationName} holds for ${Math.round(life)} days, where ${days} are allowed.`,
      [evidence('Application id', secret.appId, secret.partOf), evidence('Made', secret.startAt ?? 'not told'), evidence('Ends', secret.endAt ?? 'never')],
    )
  },
})
