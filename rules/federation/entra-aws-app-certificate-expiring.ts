import { z } from 'zod'
import { awsApplications, servicePrincipals } from '../../src/datasets/entra/applications.ts'
import { isNoChoice } from '../../src/estate/entra/service-principal-credentials.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const DAY = 86_400_000

export default defineRule({
  id: 'entra-aws-app-certificate-expiring',
  title: 'The certificate that signs people in to AWS stays valid',
  failureTitle: 'Signing certificate of the AWS application ends soon',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'federation',
  rationale:
    'Entra signs each sign-in to AWS with one certificate, which lives three years. When it ends Identity Center takes no more sign-ins, and nobody reaches AWS but by the ways that are watched least: root and IAM users. IAM itself takes an expired certificate, which is no better. The new one must be in AWS before it is made active in Entra. The certificate that is active counts, where Entra tells which; else the one that lives longest.',
  remediation: [
    {
      text: 'Create a new certificate: Entra admin center, Enterprise applications, the application, Single sign-on, SAML Certificates. Download the metadata.',
    },
    { text: 'Give AWS the new metadata: IAM Identity Center, Settings, Identity source, Manage authentication; or update the SAML provider of each account.' },
    { text: 'Then make the new certificate active, sign in once, and remove the old one. Let Entra notify an address that somebody reads.' },
  ],
  verify: [
    {
      text: 'The key that signs ends later than in a month.',
      command:
        "Connect-MgGraph -Scopes Application.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/servicePrincipals/OBJECT_ID?$select=preferredTokenSigningKeyThumbprint,keyCredentials' -OutputType PSObject).keyCredentials | Where-Object usage -eq Sign",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-1'], 'nist-800-53@r5': ['SC-12', 'SC-17'] },
  equivalents: {},
  references: [
    {
      title: 'Manage certificates for federated single sign-on',
      url: 'https://learn.microsoft.com/entra/identity/enterprise-apps/tutorial-manage-certificates-for-federated-single-sign-on',
    },
    { title: 'Rotate the SAML certificate in IAM Identity Center', url: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/managesamlcerts.html' },
  ],
  supersedes: ['entra-application-saml-certificate-expiring'],
  parameters: z.object({ days: z.number().int().positive().default(30) }),
  subjects: awsApplications,
  needs: { servicePrincipals },
  where: ({ accountEnabled, certificates }) => accountEnabled && certificates.some(({ usage }) => usage.toLowerCase() === 'sign'),
  check(application, { servicePrincipals }, { now, parameters }) {
    const program = servicePrincipals.get(application.id)
    const signing = application.certificates.filter(({ usage }) => usage.toLowerCase() === 'sign')
    const active = program?.preferredTokenSigningKeyThumbprint?.toUpperCase()
    const chosen = program?.keyCredentials.find(({ usage, thumbprint }) => usage?.toLowerCase() === 'sign' && thumbprint !== null && thumbprint === active)
    const ends = chosen === undefined ? signing.map(({ endAt }) => endAt) : [chosen.endAt]
    const dated = ends.flatMap(end => (end === null ? [] : [Date.parse(end)]))
    if (dated.length < ends.length) return unknown(`When a signing certificate of ${application.name} ends is not told.`)
    const end = Math.max(...dated)
    const days = Math.floor((end - now.getTime()) / DAY)
    const isUnclear = chosen === undefined && !isNoChoice(active) && dated.some(other => (other - now.getTime()) / DAY < parameters.days)
    if (days >= parameters.days)
      return isUnclear ? unknown(`Which of its certificates ${application.name} signs with cannot be told, and one of them is ending.`) : pass()
    const when = new Date(end).toISOString().slice(0, 10)
    return fail(
      `The certificate with which ${application.name} signs people in to AWS ${days < 0 ? `ended on ${when}` : `ends on ${when}, in ${days} ${days === 1 ? 'day' : 'days'}`}.`,
      [
        ...signing.map(({ keyId, endAt }) => evidence(`Certificate ${keyId}`, `until ${endAt ?? 'no date'}`, application.id)),
        evidence('The active one is told', chosen !== undefined),
        evidence('Application id', application.appId, application.id),
      ],
    )
  },
})
