import { z } from 'zod'
import { accountAssignments, identityCenterApplications } from '../../src/datasets/aws/identity-center.ts'
import { declaredInOrganization } from '../../src/estate/aws/declared-in-organization.ts'
import { identityStorePrincipals } from '../../src/estate/aws/identity-store-principals.ts'
import { permissionSetRights } from '../../src/estate/aws/permission-set-rights.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-administrator-standing',
  title: 'Nobody of Identity Center’s own directory holds an administrator permission set all the time',
  failureTitle: 'Administrator permission set held all the time',
  cloud: 'aws',
  severity: 'high',
  recommendation: 'privileged-access',
  rationale:
    'Whoever administers an account all day is worth stealing all day. Users that were made in Identity Center are in no PIM, so that nothing makes their membership or assignment a matter of hours but a system for temporary elevated access, which assigns permission sets to users and takes them away again. Asked about is each assignment of a permission set that makes administrators, and the enabled users behind it that no identity provider provisioned; of people who come from Entra, cross-aws-administrator-standing tells. Where a system for temporary elevated access is in place, whether an assignment to a user is one of its own is left open. Declared emergency access is not counted.',
  remediation: [
    { text: 'Provision people and groups from Microsoft Entra, assign the permission set to such a group, and make its members eligible in PIM for Groups.' },
    { text: 'Or install a system for temporary elevated access, as TEAM, and let it assign the permission set.' },
    {
      text: 'Then delete the standing assignment, in each account.',
      command:
        'aws sso-admin delete-account-assignment --region REGION --instance-arn INSTANCE_ARN --permission-set-arn PERMISSION_SET_ARN --target-type AWS_ACCOUNT --target-id ACCOUNT_ID --principal-type GROUP --principal-id GROUP_ID',
    },
  ],
  verify: [
    {
      text: 'No user or group of Identity Center’s own is listed.',
      command:
        'aws sso-admin list-account-assignments --region REGION --instance-arn INSTANCE_ARN --account-id ACCOUNT_ID --permission-set-arn PERMISSION_SET_ARN',
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-2(5)', 'AC-6', 'AC-6(5)'], 'mcsb@2': ['PA-2', 'PA-7'] },
  equivalents: {},
  references: [
    { title: 'Temporary elevated access', url: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/temporary-elevated-access.html' },
    { title: 'TEAM', url: 'https://aws-samples.github.io/iam-identity-center-team/docs/guides/walkthrough.html' },
    { title: 'PIM for Groups', url: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/concept-pim-for-groups' },
  ],
  supersedes: ['aws-identity-center-assignment-to-user'],
  subjects: accountAssignments,
  needs: { permissionSetRights, identityStorePrincipals, identityCenterApplications, declaredInOrganization },
  parameters: z.object({ applications: z.array(z.string().min(1)).default(['TEAM IDC APP']) }),
  where(assignment, { permissionSetRights, identityStorePrincipals }) {
    const rights = permissionSetRights.get(assignment.permissionSetId)
    const holder = identityStorePrincipals(assignment)
    const isOwn = holder.people.some(({ externalIds }) => (externalIds ?? []).length === 0) || (holder.kind === 'group' && !holder.isRead)
    return isOwn && assignment.accounts.some(account => rights?.in(account) !== 'no')
  },
  check(assignment, { permissionSetRights, identityStorePrincipals, identityCenterApplications, declaredInOrganization }, { parameters: { applications } }) {
    const { id, permissionSetId, accounts } = assignment
    const rights = permissionSetRights.get(permissionSetId)
    const holder = identityStorePrincipals(assignment)
    const people = holder.people.filter(
      ({ id: user, name, externalIds }) => (externalIds ?? []).length === 0 && declaredInOrganization('principal', name, user)?.as !== 'emergency-access',
    )
    const set = rights?.name ?? permissionSetId
    const who = holder.kind === 'user' ? `user ${holder.name}` : `group ${holder.name}`
    if (holder.kind === 'group' && !holder.isRead && people.length === 0)
      return unknown(`Who is in ${who}, which holds permission set ${set}, could not be read.`)
    if (people.length === 0) return pass()
    const administered = accounts.filter(account => rights?.in(account) === 'yes')
    if (administered.length === 0)
      return unknown(`Whether permission set ${set}, which ${who} holds, makes administrators cannot be told: ${rights?.how ?? 'the set was not read'}.`)
    const wanted = new Set(applications.map(one => one.toLowerCase()))
    const elevating = [...identityCenterApplications].find(({ name, status }) => wanted.has(name.trim().toLowerCase()) && status !== 'DISABLED')
    if (holder.kind === 'user' && elevating !== undefined)
      return unknown(`Whether ${who} holds permission set ${set} all the time, or ${elevating.name} assigned it for a while, cannot be told.`)
    const where = administered.length === 1 ? `account ${administered[0]}` : `${administered.length} accounts`
    return fail(`Permission set ${set} makes ${who} administrator of ${where} all the time.`, [
      evidence('Permission set', `${set}, by ${rights?.how}`, permissionSetId),
      evidence('Accounts', administered, id),
      evidence('People of Identity Center’s own directory', people.map(({ name }) => name).sort()),
    ])
  },
})
