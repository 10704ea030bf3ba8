import { z } from 'zod'
import { daysInWords, daysSince } from '../../src/estate/entra/ages.ts'
import { registrationCredentials } from '../../src/estate/entra/registration-credentials.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

const kinds = { secret: 'secret', certificate: 'certificate' }

export default defineRule({
  id: 'entra-application-credential-expired',
  title: 'Credentials of applications are replaced before they end, and removed when they have',
  failureTitle: 'Application credential ended or about to end',
  cloud: 'entra',
  severity: 'low',
  recommendation: 'application-identity',
  rationale:
    'When the last credential of an application ends, what it does stops, often at night and without a word. A credential that has ended cannot be used, but it hides which of the others is in use, and shows that nobody looks after the application. Where another credential of the application lasts longer, one that is about to end is no fault.',
  remediation: [
    {
      text: 'Add a new credential before the old one ends, and move the application to it; better, use a managed identity or a federated credential, which do not end.',
    },
    { text: 'Remove what has ended (a certificate with --cert).', command: 'az ad app credential delete --id APPLICATION_ID --key-id KEY_ID' },
    { text: 'Another threshold: parameters, entra-application-credential-expired, days.' },
  ],
  verify: [
    {
      text: 'No credential has ended, and the last one lasts.',
      command: 'az ad app show --id APPLICATION_ID --query [passwordCredentials[].endDateTime,keyCredentials[].endDateTime]',
    },
  ],
  frameworks: { 'mcsb@2': ['IM-3'], 'nist-800-53@r5': ['IA-5', 'AC-2(3)'] },
  equivalents: { prowler: ['entra_app_registration_credential_not_expired'] },
  references: [
    {
      title: 'Recommendation: renew expiring application credentials',
      url: 'https://learn.microsoft.com/entra/identity/monitoring-health/recommendation-renew-expiring-application-credential',
    },
    { title: 'passwordCredential', url: 'https://learn.microsoft.com/graph/api/resources/passwordcredential' },
  ],
  parameters: z.object({
    /** Days before its end from which a credential must have a successor. */
    days: z.number().int().positive().default(30),
  }),
  supersedes: ['entra-application-secret'],
  subjects: registrationCredentials,
  needs: {},
  where: ({ endAt }) => endAt !== null,
  check(credential, _facts, { now, parameters: { days } }) {
    const { kind, endAt, lastEndAt, applicationName, appId, partOf, startAt } = credential
    const left = endAt === null ? Number.POSITIVE_INFINITY : -daysSince(endAt, now)
    const facts = [evidence('Application id', appId, partOf), evidence('Made', startAt ?? 'not told'), evidence('Ends', endAt ?? 'never')]
    if (left <= 0) return fail(`A ${kinds[kind]} of ${applicationName} ended ${daysInWords(-left)} ago and is still there.`, facts)
    const isFollowed = lastEndAt === null || -daysSince(lastEndAt, now) > days
    if (left > days || isFollowed) return pass()
    return fail(`A ${kinds[kind]} of ${applicationName} ends in ${daysInWords(left)}, and the application has none that lasts longer.`, facts)
  },
})
