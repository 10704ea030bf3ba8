import { statementWords } from '../../src/analysis/iam/decision-words.ts'
import { permissionsOfPrincipals } from '../../src/estate/aws/permissions-of-principals.ts'
import { principals } from '../../src/estate/aws/principals.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const NEW_ROLE = 'any-postern-name'

export default defineRule({
  id: 'aws-delegated-role-without-boundary',
  title: 'Whoever may make roles must put a permissions boundary on them',
  failureTitle: 'Roles are made without a boundary',
  cloud: 'aws',
  severity: 'low',
  recommendation: 'privileged-access',
  rationale:
    'A pipeline or team that makes roles for its own programs decides what those may do, unless it must put a boundary on them. It passes where making a role without one is denied to it, by its own boundary or any other policy; a boundary of its own that does not demand one holds it, but not the roles that it makes. Administrators are left out: nothing holds them anyway. Low for roles called like those of Control Tower, StackSets and the CDK as well; Identity Center’s roles are mended at the permission set.',
  remediation: [
    { text: 'Write the boundary: the most that roles of this team may ever do.' },
    { text: 'Demand it where roles are made: StringEquals iam:PermissionsBoundary = BOUNDARY_ARN on iam:CreateRole and the actions that change policies.' },
    {
      text: 'Say so in the boundary as well, and put it on the roles that make roles, so that no policy of theirs gets around it.',
      command: 'aws iam put-role-permissions-boundary --role-name ROLE --permissions-boundary BOUNDARY_ARN',
    },
  ],
  verify: [
    {
      text: 'Making a role without the boundary is denied.',
      command: 'postern explain permission --principal PRINCIPAL_ARN --action iam:CreateRole --resource NEW_ROLE_ARN --context iam:PermissionsBoundary=',
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-6'], 'mcsb@2': ['PA-7'] },
  equivalents: {},
  references: [
    {
      title: 'Delegating responsibility to others using permissions boundaries',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate',
    },
  ],
  subjects: principals,
  needs: { permissionsOfPrincipals },
  where: ({ id }, { permissionsOfPrincipals }) =>
    permissionsOfPrincipals.allowsSome(id, 'iam:CreateRole').answer !== 'no' && !permissionsOfPrincipals.isAdministrator(id).isPlain,
  check({ id, name, kind, arn, tool }, { permissionsOfPrincipals }) {
    const who = kind === 'user' ? `IAM user ${name}` : `Role ${name}`
    const boundary = permissionsOfPrincipals.find(id)?.policies.boundary
    const { answer, resource } = permissionsOfPrincipals.allowsSome(id, 'iam:CreateRole', { 'iam:PermissionsBoundary': null })
    if (answer === 'no') return pass()
    if (answer === 'unknown') return unknown(`Whether ${who} can make a role without a boundary is not known, since policies that decide it could not be read.`)
    const made = resource ?? `${arn.split(':').slice(0, 5).join(':')}:role/${NEW_ROLE}`
    const because = permissionsOfPrincipals.allows(id, 'iam:CreateRole', made, { 'iam:PermissionsBoundary': null })?.because ?? []
    return fail(
      `${who} may make roles without a permissions boundary, ${boundary === undefined ? 'and has none itself' : 'and its own does not demand one'}.`,
      [
        evidence('Statements', because.map(statementWords), id),
        ...(boundary === undefined ? [] : [evidence('Its own boundary', boundary.arn ?? boundary.name, id)]),
        ...(answer === 'conditional' ? [evidence('Under a condition', true, id)] : []),
        ...(tool === undefined ? [] : [evidence('Called like roles of', tool, id)]),
      ],
    )
  },
})
