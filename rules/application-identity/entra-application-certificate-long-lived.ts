import { z } from 'zod'
import { isUsable, lifeInDays, registrationCredentials } from '../../src/estate/entra/registration-credentials.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-application-certificate-long-lived',
  title: 'Certificates of applications end within a year',
  failureTitle: 'Long-lived application certificate',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'application-identity',
  rationale:
    'Entra ID takes a certificate for what it says it is: it asks no authority, so that revoking it there changes nothing, and only its end or its removal from the application stops whoever has its key. A certificate for ten years is a key for ten years. Certificates that have ended are another rule’s.',
  remediation: [
    { text: 'Make certificates for a year at most, and let a vault or the platform renew them (Azure Key Vault does).' },
    {
      text: 'Upload the new one, move the application to it, and remove the old one.',
      command: 'az ad app credential delete --id APPLICATION_ID --key-id KEY_ID --cert',
    },
    { text: 'Another threshold: parameters, entra-application-certificate-long-lived, days.' },
  ],
  verify: [{ text: 'From startDateTime to endDateTime it is no longer.', command: 'az ad app credential list --id APPLICATION_ID --cert' }],
  frameworks: { 'mcsb@2': ['IM-3', 'DP-7'], 'nist-800-53@r5': ['IA-5(2)', 'SC-12'], 'scuba-aad@1.8': ['MS.AAD.5.7'] },
  equivalents: { scuba: ['MS.AAD.5.7v1'], zta: ['21773', '21992'] },
  references: [
    {
      title: 'Security best practices for application properties: credentials',
      url: 'https://learn.microsoft.com/entra/identity-platform/security-best-practices-for-app-registration#certificates-and-secrets',
    },
    { title: 'keyCredential', url: 'https://learn.microsoft.com/graph/api/resources/keycredential' },
  ],
  parameters: z.object({
    /** Days that a certificate may hold, from the day it began. */
    days: z.number().int().positive().default(366),
  }),
  subjects: registrationCredentials,
  needs: {},
  where: ({ kind }) => kind === 'certificate',
  check(certificate, _facts, { now, parameters: { days } }) {
    if (!isUsable(certificate, now)) return pass()
    const life = lifeInDays(certificate, now)
    if (life !== null && life < days + 1) return pass()
    return fail(
      life === null
        ? `A certificate of ${certificate.applicationName} never ends.`
        : `A certificate of ${certificate.applicationName} holds for ${Math.round(life)} days, where ${days} are allowed.`,
      [
        evidence('Application id', certificate.appId, certificate.partOf),
        evidence('Begins', certificate.startAt ?? 'not told'),
        evidence('Ends', certificate.endAt ?? 'never'),
      ],
    )
  },
})
