import { z } from 'zod'
import { servicePrincipals } from '../../src/datasets/entra/applications.ts'
import { daysInWords, daysSince } from '../../src/estate/entra/ages.ts'
import { signingKeys } from '../../src/estate/entra/service-principal-credentials.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-application-saml-certificate-expiring',
  title: 'The certificates by which SAML applications know Entra ID last',
  failureTitle: 'SAML signing certificate ending',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'federation',
  rationale:
    'Entra ID signs what it tells a SAML application with a certificate that the application was given. When it ends, applications that look at the date let nobody in any more; those that do not go on taking a key that nobody looks after. Entra ID does not renew it by itself: somebody must make the next one, give it to the application and make it active, on both sides at the same time. Judged is the active certificate, or, where none was chosen, the one that lasts longest.',
  remediation: [
    {
      text: 'Enterprise applications > the application > Single sign-on > SAML certificates: make a new certificate, give its metadata to the application, then make it active.',
    },
    { text: 'See that the notification e-mail address there reaches somebody.' },
    { text: 'Another threshold: parameters, entra-application-saml-certificate-expiring, days.' },
  ],
  verify: [{ text: 'The signing key ends later.', command: 'az ad sp show --id OBJECT_ID --query keyCredentials' }],
  frameworks: { 'mcsb@2': ['IM-1', 'DP-7'], 'nist-800-53@r5': ['IA-5(2)', 'SC-12'] },
  equivalents: {},
  references: [
    {
      title: 'Manage certificates for federated single sign-on',
      url: 'https://learn.microsoft.com/entra/identity/enterprise-apps/tutorial-manage-certificates-for-federated-single-sign-on',
    },
    { title: 'keyCredential', url: 'https://learn.microsoft.com/graph/api/resources/keycredential' },
  ],
  parameters: z.object({
    /** Days that the certificate must still last. */
    days: z.number().int().positive().default(30),
  }),
  subjects: servicePrincipals,
  needs: {},
  where: program => program.accountEnabled && program.preferredSingleSignOnMode?.toLowerCase() === 'saml' && signingKeys(program).length > 0,
  check(program, _facts, { now, parameters: { days } }) {
    const [key, ...others] = signingKeys(program)
    if (key === undefined || key.endAt === null) return unknown(`When the signing certificate of ${program.name} ends was not told.`)
    const { endAt, thumbprint } = key
    const left = -daysSince(endAt, now)
    if (left > days)
      return others.every(other => other.endAt !== null && -daysSince(other.endAt, now) > days)
        ? pass()
        : unknown(`Which of its signing certificates ${program.name} uses cannot be told, and one of them is ending.`)
    return fail(
      left <= 0
        ? `The certificate by which ${program.name} knows Entra ID ended ${daysInWords(-left)} ago.`
        : `The certificate by which ${program.name} knows Entra ID ends in ${daysInWords(left)}.`,
      [evidence('Certificate ends', endAt, program.id), evidence('Thumbprint', thumbprint ?? 'not told'), evidence('Application id', program.appId)],
    )
  },
})
