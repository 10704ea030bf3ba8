import { identityGraphAtTenant } from '../../src/estate/identity-graph/identity-graph.ts'
import { awsReachers } from '../../src/estate/identity-graph/reach.ts'
import { openAlong, stepsInWords } from '../../src/estate/identity-graph/way-words.ts'
import { defineRule, evidence, fail, pass, passUnless, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'cross-aws-administrator-standing',
  title: 'Administration of AWS accounts is reached only through what is activated for a time',
  failureTitle: 'Standing administration of AWS',
  cloud: 'cross',
  severity: 'high',
  recommendation: 'cross-cloud',
  rationale:
    'Whoever administers an account all day is worth stealing all day. PIM for Groups makes membership of the group behind a permission set or role something that is activated, with MFA and a reason, for hours. Asked about is everybody of the tenant whose given access leads to administration of an account without any activation on the way; access that is taken is another rule’s. Declared emergency access is not counted.',
  remediation: [
    { text: 'Put the group that is assigned the permission set under PIM for Groups, and make its members eligible instead of permanent.' },
    { text: 'Take away direct assignments of administrator permission sets and roles to users.' },
  ],
  verify: [{ text: 'Scan again: every way of the person to administration of AWS begins with an activation.' }],
  frameworks: { 'mcsb@2': ['PA-2'], 'nist-800-53@r5': ['AC-2(5)', 'AC-6'] },
  equivalents: {},
  references: [
    {
      title: 'Identity and access management for AWS with Microsoft Entra ID',
      url: 'https://learn.microsoft.com/azure/architecture/reference-architectures/aws/aws-azure-ad-security',
    },
    { title: 'PIM for Groups', url: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/concept-pim-for-groups' },
  ],
  subjects: awsReachers,
  needs: { identityGraph: identityGraphAtTenant },
  where: ({ person }) => person?.isEmergencyAccess !== true,
  check({ kind, name, administration: { standing, standingPossible }, blind }, { identityGraph }) {
    if (kind === 'others') return passUnless(blind, `Whether anybody else of ${name} administers AWS all the time`)
    if (standing !== undefined)
      return fail(`${name} is ${standing.goal.name} all the time, without an activation.`, [evidence('The way', stepsInWords(identityGraph, standing))])
    if (standingPossible !== undefined)
      return unknown(`Whether ${name} is ${standingPossible.goal.name} without an activation: ${openAlong(standingPossible)}.`)
    return pass()
  },
  passStands: ({ blind }) => blind.length === 0,
})
