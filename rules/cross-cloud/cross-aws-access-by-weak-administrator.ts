import { identityGraphAtTenant } from '../../src/estate/identity-graph/identity-graph.ts'
import { awsReachers } from '../../src/estate/identity-graph/reach.ts'
import { enoughFor, openAlong, stepsInWords } from '../../src/estate/identity-graph/way-words.ts'
import { defineRule, evidence, fail, pass, passUnless, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'cross-aws-access-by-weak-administrator',
  title: 'Nobody below the tier of AWS administration can take it',
  failureTitle: 'AWS administration can be taken by a lesser administrator',
  cloud: 'cross',
  severity: 'high',
  recommendation: 'cross-cloud',
  rationale:
    'Who owns or administers the AWS application, owns the group behind an administrator permission set, may put members into it, or may reset the sign-in of an AWS administrator, is an AWS administrator in all but name, and is seldom protected as one. Asked about is everybody of the tenant who reaches administration of an account only by such a step, and who does not administer the tenant. Declared emergency access is not counted.',
  remediation: [
    {
      text: 'Give AWS administration through a role-assignable group, which only its owners and Privileged Role Administrators change and whose members no helpdesk resets.',
    },
    {
      text: 'Take owners away from the AWS application and from the groups behind it; make Application Administrator and its like eligible in PIM, with approval.',
    },
  ],
  verify: [{ text: 'Scan again: the person has no way to administration of AWS.' }],
  frameworks: { 'mcsb@2': ['PA-1', 'PA-7'], 'nist-800-53@r5': ['AC-6', 'AC-6(1)'] },
  equivalents: {},
  references: [
    { title: 'Role-assignable groups', url: 'https://learn.microsoft.com/entra/identity/role-based-access-control/groups-concept' },
    {
      title: 'Who can reset passwords',
      url: 'https://learn.microsoft.com/entra/identity/role-based-access-control/privileged-roles-permissions#who-can-reset-passwords',
    },
    {
      title: 'Identity and access management for AWS with Microsoft Entra ID',
      url: 'https://learn.microsoft.com/azure/architecture/reference-architectures/aws/aws-azure-ad-security',
    },
  ],
  subjects: awsReachers,
  needs: { identityGraph: identityGraphAtTenant },
  where: ({ person }) => person?.isEmergencyAccess !== true,
  check({ kind, name, administration, takeover: { sure, possible }, tenant, blind, ungiven }, { identityGraph }) {
    if (kind === 'others') return passUnless(blind, `Whether anybody else of ${name} can take AWS administration`)
    if (administration.sure !== undefined || tenant.sure !== undefined) return pass()
    // A way that is open is no fault of somebody who was given the same.
    if (sure !== undefined && (ungiven.length > 0 || administration.possible !== undefined))
      return unknown(`Whether ${name}, who can take the way to ${sure.goal.name}, was given it: ${ungiven[0] ?? 'a step could not be decided'}.`)
    if (sure !== undefined)
      return fail(`${name} does not administer AWS, and can take it: the way to ${sure.goal.name} is open.`, [
        evidence('The way', stepsInWords(identityGraph, sure)),
        evidence('Enough to take it', enoughFor[sure.demand]),
      ])
    if (possible !== undefined) return unknown(`Whether ${name} can take the way to ${possible.goal.name}: ${openAlong(possible)}.`)
    return pass()
  },
  passStands: ({ blind }) => blind.length === 0,
})
