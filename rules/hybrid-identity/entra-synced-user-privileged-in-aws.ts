import { rankOf } from '../../src/analysis/conditional-access/assurance.ts'
import { identityGraphAtTenant } from '../../src/estate/identity-graph/identity-graph.ts'
import { awsReachers } from '../../src/estate/identity-graph/reach.ts'
import { enoughFor, openAlong, stepsInWords } from '../../src/estate/identity-graph/way-words.ts'
import { defineRule, evidence, fail, pass, passUnless, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-synced-user-privileged-in-aws',
  title: 'Administration of AWS is not held by accounts synchronized from on-premises that sign in without a phishing-resistant method',
  failureTitle: 'AWS administered by an account synchronized from on-premises',
  cloud: 'cross',
  severity: 'medium',
  recommendation: 'hybrid-identity',
  rationale:
    'The password of a synchronized account is set on-premises: whoever owns a domain controller, or the server of Microsoft Entra Connect, has it, and with AWS federated to Entra comes from there into the accounts. A method that is registered in the cloud and cannot be phished is what stands between. Asked about is everybody of the tenant who is synchronized and whose given access leads to administration of an account, through groups, PIM and rights that lead to more; the weakest way decides. Where the sign-in is weak for whatever account, this finding is part of that one. Declared emergency access is not counted.',
  remediation: [
    { text: 'Give administration of AWS to a cloud-only account of the person, and take it away from the synchronized one.' },
    { text: 'Or require the phishing-resistant authentication strength for the AWS application, for everybody assigned to it, by Conditional Access.' },
  ],
  verify: [{ text: 'Scan again: no synchronized account has a way to administration of AWS that demands less than a phishing-resistant method.' }],
  frameworks: { 'mcsb@2': ['PA-1', 'IM-6'], 'nist-800-53@r5': ['AC-6(5)', 'IA-2(8)'] },
  equivalents: {},
  references: [
    {
      title: 'Protect Microsoft 365 from on-premises attacks',
      url: 'https://learn.microsoft.com/entra/architecture/protect-m365-from-on-premises-attacks',
    },
    {
      title: 'Identity and access management for AWS with Microsoft Entra ID',
      url: 'https://learn.microsoft.com/azure/architecture/reference-architectures/aws/aws-azure-ad-security',
    },
  ],
  subjects: awsReachers,
  needs: { identityGraph: identityGraphAtTenant },
  where: ({ kind, person }) => kind === 'others' || (person?.isSynced === true && !person.isEmergencyAccess),
  check({ kind, name, person, administration: { sure, possible }, blind }, { identityGraph }) {
    if (kind === 'others') return passUnless(blind, `Whether anybody else of ${name} who is synchronized from on-premises administers AWS`)
    if (sure !== undefined && rankOf(sure.demand) < rankOf('phishing-resistant'))
      return fail(`${name} is synchronized from on-premises, and comes to ${sure.goal.name} with ${enoughFor[sure.demand]}.`, [
        evidence('Synchronized from on-premises', true, person?.id),
        evidence('The way', stepsInWords(identityGraph, sure)),
        evidence('Enough to take it', enoughFor[sure.demand]),
      ])
    if (possible !== undefined && rankOf(possible.demand) < rankOf('phishing-resistant'))
      return unknown(
        `Whether ${name}, who is synchronized from on-premises, comes to ${possible.goal.name} with ${enoughFor[possible.demand]}: ${openAlong(possible)}.`,
      )
    return pass()
  },
  passStands: ({ blind }) => blind.length === 0,
})
