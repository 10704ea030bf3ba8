import { identityGraphAtTenant } from '../../src/estate/identity-graph/identity-graph.ts'
import { awsReachers } from '../../src/estate/identity-graph/reach.ts'
import { enoughFor, openAlong, stepsInWords } from '../../src/estate/identity-graph/way-words.ts'
import { defineRule, evidence, fail, pass, passUnless, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'cross-management-account-path',
  title: 'Nobody but its administrators has a way to the management account',
  failureTitle: 'Way to the management account by taking access',
  cloud: 'cross',
  severity: 'critical',
  recommendation: 'cross-cloud',
  rationale:
    'The management account decides over every account of the organization, and no service control policy binds it. Whoever is not given its administration and yet can take it, by owning what it rests on, by resetting somebody’s sign-in or by rights that lead to more rights, holds the whole organization without being counted among those who do. Asked about is everybody of the tenant who is not given administration of a management account and does not administer the tenant. Declared emergency access is not counted.',
  remediation: [
    { text: 'Close the step in the evidence: the ownership, the role or the right by which the access is taken.' },
    { text: 'Give administration of the management account to few people, through a role-assignable group of its own under PIM.' },
  ],
  verify: [{ text: 'Scan again: the person has no way to the management account.' }],
  frameworks: { 'mcsb@2': ['PA-1', 'PA-7'], 'nist-800-53@r5': ['AC-6', 'AC-6(1)'] },
  equivalents: {},
  references: [
    {
      title: 'Best practices for the management account',
      url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_best-practices_mgmt-acct.html',
    },
    {
      title: 'Identity and access management for AWS with Microsoft Entra ID',
      url: 'https://learn.microsoft.com/azure/architecture/reference-architectures/aws/aws-azure-ad-security',
    },
  ],
  supersedes: ['cross-aws-access-by-weak-administrator'],
  subjects: awsReachers,
  needs: { identityGraph: identityGraphAtTenant },
  where: ({ person }) => person?.isEmergencyAccess !== true,
  check({ kind, name, management: { sure, possible, given, mayBeGiven }, tenant, blind, ungiven }, { identityGraph }) {
    if (kind === 'others') return passUnless(blind, `Whether anybody else of ${name} has a way to a management account`)
    if (given !== undefined || tenant.sure !== undefined) return pass()
    // Rights that lead to more take a way without hiding what was given, so that only what was not read of the latter leaves it open.
    if (
      sure !== undefined &&
      (ungiven.length > 0 || (mayBeGiven === true && sure.edges.every(({ kind }) => kind !== 'can-escalate-to' && kind !== 'can-assume')))
    )
      return unknown(`Whether ${name}, who has a way to ${sure.goal.name}, was given it: ${ungiven[0] ?? 'a step could not be decided'}.`)
    if (sure !== undefined)
      return fail(`${name} was not given the management account, and has a way to ${sure.goal.name}.`, [
        evidence('The way', stepsInWords(identityGraph, sure)),
        evidence('Enough to take it', enoughFor[sure.demand]),
      ])
    if (possible !== undefined) return unknown(`Whether ${name} has a way to ${possible.goal.name}: ${openAlong(possible)}.`)
    return pass()
  },
  passStands: ({ blind }) => blind.length === 0,
})
