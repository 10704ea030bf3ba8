import { rankOf } from '../../src/analysis/conditional-access/assurance.ts'
import { identityGraphAtTenant } from '../../src/estate/identity-graph/identity-graph.ts'
import { awsReachers } from '../../src/estate/identity-graph/reach.ts'
import { enoughFor, openAlong, stepsInWords } from '../../src/estate/identity-graph/way-words.ts'
import { defineRule, evidence, fail, pass, passUnless, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'cross-aws-administrator-not-phishing-resistant',
  title: 'Everybody who reaches administration of an AWS account signs in with a phishing-resistant method',
  failureTitle: 'AWS administration reached without a phishing-resistant method',
  cloud: 'cross',
  severity: 'high',
  recommendation: 'cross-cloud',
  rationale:
    'A session stolen by phishing opens every account that its owner administers, and with an external identity provider no check of AWS stands behind it. Asked about is everybody of the tenant with a way to administration of an account, by access that was given or taken; the weakest way decides. Where MFA is missing altogether this finding is part of that one. Declared emergency access is not counted.',
  remediation: [
    { text: 'Require the phishing-resistant authentication strength for the AWS application, for everybody assigned to it, by Conditional Access.' },
    { text: 'Where the way begins with the administration of the tenant, require it of the holders of that role too.' },
  ],
  verify: [{ text: 'Scan again: the weakest way of the person demands a phishing-resistant method.' }],
  frameworks: { 'mcsb@2': ['IM-6', 'PA-1'], 'nist-800-53@r5': ['IA-2(1)', 'IA-2(8)'] },
  equivalents: {},
  references: [
    {
      title: 'Identity and access management for AWS with Microsoft Entra ID',
      url: 'https://learn.microsoft.com/azure/architecture/reference-architectures/aws/aws-azure-ad-security',
    },
    { title: 'Authentication strengths', url: 'https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strengths' },
  ],
  supersedes: ['entra-synced-user-privileged-in-aws'],
  subjects: awsReachers,
  needs: { identityGraph: identityGraphAtTenant },
  where: ({ person }) => person?.isEmergencyAccess !== true,
  check({ kind, name, takeover: { sure, possible }, blind }, { identityGraph }) {
    if (kind === 'others') return passUnless(blind, `Whether anybody else of ${name} reaches AWS administration`)
    if (sure !== undefined && rankOf(sure.demand) < rankOf('phishing-resistant'))
      return fail(`${name} comes to ${sure.goal.name} with ${enoughFor[sure.demand]}.`, [
        evidence('The way', stepsInWords(identityGraph, sure)),
        evidence('Enough to take it', enoughFor[sure.demand]),
      ])
    if (possible !== undefined && rankOf(possible.demand) < rankOf('phishing-resistant'))
      return unknown(`Whether ${name} comes to ${possible.goal.name} with ${enoughFor[possible.demand]}: ${openAlong(possible)}.`)
    return pass()
  },
  passStands: ({ blind }) => blind.length === 0,
})
