import { rankOf } from '../../src/analysis/conditional-access/assurance.ts'
import { identityGraphAtTenant } from '../../src/estate/identity-graph/identity-graph.ts'
import { awsReachers } from '../../src/estate/identity-graph/reach.ts'
import { enoughFor, openAlong, stepsInWords } from '../../src/estate/identity-graph/way-words.ts'
import { defineRule, evidence, fail, pass, passUnless, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'cross-aws-administrator-single-factor',
  title: 'Nobody reaches administration of an AWS account from a sign-in weaker than MFA',
  failureTitle: 'AWS administration reached without MFA',
  cloud: 'cross',
  severity: 'critical',
  recommendation: 'cross-cloud',
  rationale:
    'With Entra as identity provider AWS asks for no factor of its own: whoever gets past Conditional Access, by whichever way is weakest, administers the account. Asked about is everybody of the tenant, guests too, over every way that both clouds agree on: assignments and groups, PIM, Identity Center, SAML, roles that trust other accounts, rights that lead to more rights, and whoever takes such access by owning or administering what it rests on. A way demands the most that one of its steps demands; the weakest way decides. Declared emergency access is not counted.',
  remediation: [
    {
      text: 'Close the step in the evidence that opens the way, or require MFA for the sign-in that begins it by a Conditional Access policy for the AWS application and for the administration of the tenant.',
    },
    { text: 'Give AWS administration through a role-assignable group, so that neither its owners nor a helpdesk reach it.' },
  ],
  verify: [{ text: 'Scan again: the person has no way to an administrator of AWS that demands less than MFA.' }],
  frameworks: { 'mcsb@2': ['IM-6', 'PA-1'], 'nist-800-53@r5': ['IA-2(1)', 'AC-6'] },
  equivalents: {},
  references: [
    {
      title: 'Identity and access management for AWS with Microsoft Entra ID',
      url: 'https://learn.microsoft.com/azure/architecture/reference-architectures/aws/aws-azure-ad-security',
    },
    {
      title: 'MFA in IAM Identity Center with an external identity provider',
      url: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/mfa-considerations.html',
    },
  ],
  supersedes: ['cross-aws-administrator-not-phishing-resistant'],
  subjects: awsReachers,
  needs: { identityGraph: identityGraphAtTenant },
  where: ({ person }) => person?.isEmergencyAccess !== true,
  check({ kind, name, takeover: { sure, possible }, blind }, { identityGraph }) {
    if (kind === 'others') return passUnless(blind, `Whether anybody else of ${name} reaches AWS administration`)
    if (sure !== undefined && rankOf(sure.demand) < rankOf('mfa'))
      return fail(
        `${name} comes to ${sure.goal.name} with ${enoughFor[sure.demand]}.`,
        [evidence('The way', stepsInWords(identityGraph, sure)), evidence('Enough to take it', enoughFor[sure.demand])],
        sure.demand === 'mfa-when-necessary' ? 'medium' : undefined,
      )
    if (possible !== undefined && rankOf(possible.demand) < rankOf('mfa'))
      return unknown(`Whether ${name} comes to ${possible.goal.name} with ${enoughFor[possible.demand]}: ${openAlong(possible)}.`)
    return pass()
  },
  passStands: ({ blind }) => blind.length === 0,
})
