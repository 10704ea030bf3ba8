import { identityGraphAtTenant } from '../../src/estate/identity-graph/identity-graph.ts'
import { awsReachers } from '../../src/estate/identity-graph/reach.ts'
import { openAlong, stepsInWords } from '../../src/estate/identity-graph/way-words.ts'
import { defineRule, evidence, fail, pass, passUnless, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'cross-global-administrator-also-aws-administrator',
  title: 'Nobody administers both clouds all the time',
  failureTitle: 'Standing administrator of both clouds',
  cloud: 'cross',
  severity: 'medium',
  recommendation: 'cross-cloud',
  rationale:
    'One stolen session of whoever administers the tenant and AWS without any activation opens everything at once, and leaves nobody to stop it. Asked about is everybody of the tenant who is, standing, both Global Administrator (or holds a role that gives away that one) and administrator of an account, by access that was given. Declared emergency access is not counted.',
  remediation: [{ text: 'Use separate accounts for the administration of the tenant and of AWS.' }, { text: 'Make at least one of the two eligible in PIM.' }],
  verify: [{ text: 'Scan again: the person administers at most one of the clouds without an activation.' }],
  frameworks: { 'mcsb@2': ['PA-1', 'PA-2'], 'nist-800-53@r5': ['AC-5', 'AC-6(5)'] },
  equivalents: {},
  references: [
    { title: 'Secure access practices for administrators', url: 'https://learn.microsoft.com/entra/identity/role-based-access-control/security-planning' },
    {
      title: 'Identity and access management for AWS with Microsoft Entra ID',
      url: 'https://learn.microsoft.com/azure/architecture/reference-architectures/aws/aws-azure-ad-security',
    },
  ],
  subjects: awsReachers,
  needs: { identityGraph: identityGraphAtTenant },
  where: ({ person }) => person?.isEmergencyAccess !== true,
  check({ kind, name, administration, tenant, blind }, { identityGraph }) {
    if (kind === 'others') return passUnless(blind, `Whether anybody else of ${name} administers both clouds all the time`)
    if (administration.standing !== undefined && tenant.standing !== undefined)
      return fail(`${name} is, all the time, ${administration.standing.goal.name} and ${tenant.standing.goal.name}.`, [
        evidence('The way to AWS', stepsInWords(identityGraph, administration.standing)),
        evidence('The way to the tenant', stepsInWords(identityGraph, tenant.standing)),
      ])
    const [aws, entra] = [administration.standing ?? administration.standingPossible, tenant.standing ?? tenant.standingPossible]
    if (aws !== undefined && entra !== undefined)
      return unknown(`Whether ${name} administers both clouds all the time: ${openAlong(administration.standing === undefined ? aws : entra)}.`)
    return pass()
  },
  passStands: ({ blind }) => blind.length === 0,
})
