import { accountAssignments, permissionSets } from '../../src/datasets/aws/identity-center.ts'
import { declaredInOrganization } from '../../src/estate/aws/declared-in-organization.ts'
import { identityStorePrincipals } from '../../src/estate/aws/identity-store-principals.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-identity-center-assignment-stale',
  title: 'Permission sets are assigned to somebody who is there',
  failureTitle: 'Permission set assigned to nobody',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'access-governance',
  rationale:
    'An assignment to a group that is empty or to a person who is gone serves nobody, and gives the permission set to whoever is put into the group next, without anybody looking. Low where the group comes from the identity provider: groups whose members are only eligible, as with Privileged Identity Management, are empty while nobody is active, which AWS cannot tell. Low too where everybody behind it is disabled. A group that is meant to be empty is declared as principal.',
  remediation: [
    {
      text: 'Delete the assignment, in each account.',
      command:
        'aws sso-admin delete-account-assignment --region REGION --instance-arn INSTANCE_ARN --permission-set-arn PERMISSION_SET_ARN --target-type AWS_ACCOUNT --target-id ACCOUNT_ID --principal-type GROUP --principal-id PRINCIPAL_ID',
    },
    { text: 'Delete the group where it came from, if nothing else uses it. A group for eligible members is declared in the configuration: kind principal.' },
  ],
  verify: [
    {
      text: 'The group has members.',
      command: 'aws identitystore list-group-memberships --region REGION --identity-store-id IDENTITY_STORE_ID --group-id GROUP_ID',
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-2', 'AC-2(3)', 'AC-6'], 'mcsb@2': ['PA-3', 'PA-4'] },
  equivalents: {},
  references: [
    { title: 'Remove user and group access to AWS accounts', url: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/howtoremoveaccess.html' },
    {
      title: 'Privileged Identity Management for groups',
      url: 'https://learn.microsoft.com/en-us/entra/id-governance/privileged-identity-management/concept-pim-for-groups',
    },
  ],
  supersedes: ['aws-identity-center-assignment-to-user'],
  subjects: accountAssignments,
  needs: { permissionSets, identityStorePrincipals, declaredInOrganization },
  check(assignment, { permissionSets, identityStorePrincipals, declaredInOrganization }) {
    const { id, principalType, principalId, permissionSetId, accounts } = assignment
    const set = permissionSets.get(permissionSetId)?.name ?? permissionSetId
    if (principalType !== 'USER' && principalType !== 'GROUP')
      return unknown(`Permission set ${set} is assigned to a principal of type ${principalType}, which is not known.`)
    const holder = identityStorePrincipals(assignment)
    if (holder.people.length > 0) return pass()
    const facts = [evidence('Permission set', set, permissionSetId), evidence('Accounts', accounts, id)]
    const kind = principalType.toLowerCase()
    if (holder.kind === 'gone')
      return fail(`Permission set ${set} is assigned to ${kind} ${principalId}, which is not in the identity store any more.`, [
        evidence('Principal', principalId, id),
        ...facts,
      ])
    if (holder.kind === 'user')
      return fail(`Permission set ${set} is assigned to user ${holder.name}, who is disabled.`, [evidence('User', holder.name, principalId), ...facts], 'low')
    if (!holder.isRead) return unknown(`Permission set ${set} is assigned to group ${holder.name}, and who is in it could not be read.`)
    if (declaredInOrganization('principal', holder.name, principalId) !== undefined) return pass()
    const group = [evidence('Group', holder.name, principalId), evidence('Members', holder.members, principalId), ...facts]
    if (holder.members > 0) return fail(`Permission set ${set} is assigned to group ${holder.name}, in which everybody is disabled.`, group, 'low')
    const isProvisioned = (holder.group.externalIds ?? []).length > 0
    const unless = isProvisioned ? '; the group comes from the identity provider, where its members may be eligible' : ''
    return fail(`Permission set ${set} is assigned to group ${holder.name}, which is empty${unless}.`, group, isProvisioned ? 'low' : undefined)
  },
})
