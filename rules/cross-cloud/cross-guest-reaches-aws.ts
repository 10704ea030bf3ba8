import { declaredPeople } from '../../src/estate/identity-graph/declared-people.ts'
import { identityGraphAtTenant } from '../../src/estate/identity-graph/identity-graph.ts'
import { awsReachers } from '../../src/estate/identity-graph/reach.ts'
import { openAlong, stepsInWords } from '../../src/estate/identity-graph/way-words.ts'
import { defineRule, evidence, fail, pass, passUnless, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'cross-guest-reaches-aws',
  title: 'Guests reach AWS only if they were declared',
  failureTitle: 'Guest reaches AWS',
  cloud: 'cross',
  severity: 'high',
  recommendation: 'cross-cloud',
  rationale:
    'A guest signs in with an account of another organization, which decides who they are and when they leave. A group or application that lets guests into AWS is easily forgotten. Asked about are guests of the tenant with a way to a role or permission set by access that was given. Declare guests who are meant to have it.',
  remediation: [
    { text: 'Take the guest out of the group or off the application that leads to AWS.' },
    { text: 'Where the access is meant, declare the guest with a reason, and give it through an access package with an end and reviews.' },
  ],
  verify: [{ text: 'Scan again: the guest has no way to AWS, or is declared.' }],
  frameworks: { 'mcsb@2': ['PA-3', 'PA-4'], 'nist-800-53@r5': ['AC-2', 'AC-6'] },
  equivalents: {},
  references: [
    { title: 'Govern access for external users', url: 'https://learn.microsoft.com/entra/id-governance/entitlement-management-external-users' },
    {
      title: 'Identity and access management for AWS with Microsoft Entra ID',
      url: 'https://learn.microsoft.com/azure/architecture/reference-architectures/aws/aws-azure-ad-security',
    },
  ],
  subjects: awsReachers,
  needs: { identityGraph: identityGraphAtTenant, declaredPeople },
  where: ({ kind, person }) => kind === 'others' || person?.isGuest === true,
  check({ kind, id, name, access: { sure, possible }, blind }, { identityGraph, declaredPeople }) {
    if (kind === 'others') return passUnless(blind, `Whether any other guest of ${name} reaches AWS`)
    if (declaredPeople.has(id.toLowerCase()) || declaredPeople.has(name.toLowerCase())) return pass()
    if (sure !== undefined) return fail(`Guest ${name} comes to ${sure.goal.name} in AWS.`, [evidence('The way', stepsInWords(identityGraph, sure))])
    if (possible !== undefined) return unknown(`Whether guest ${name} comes to ${possible.goal.name} in AWS: ${openAlong(possible)}.`)
    return pass()
  },
  passStands: ({ blind }) => blind.length === 0,
})
