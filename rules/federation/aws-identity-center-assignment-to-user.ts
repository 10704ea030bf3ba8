import { accountAssignments, permissionSets } from '../../src/datasets/aws/identity-center.ts'
import { identityStoreUsers } from '../../src/datasets/aws/identity-store.ts'
import { declaredInOrganization } from '../../src/estate/aws/declared-in-organization.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-identity-center-assignment-to-user',
  title: 'Permission sets are assigned to groups, not to single users',
  failureTitle: 'Permission set assigned to a single user',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'federation',
  rationale:
    'Who leaves a team leaves its groups; an assignment to a person stays until somebody remembers it, is in no access review of groups, and no eligible membership can take its place. One finding a person and permission set, whatever the number of accounts. Emergency access that is declared as principal is left out.',
  remediation: [
    { text: 'Put the person into the group of the identity provider that has the permission set, or make one and assign the set to it.' },
    {
      text: 'Then delete the direct assignment, in each account.',
      command:
        'aws sso-admin delete-account-assignment --region REGION --instance-arn INSTANCE_ARN --permission-set-arn PERMISSION_SET_ARN --target-type AWS_ACCOUNT --target-id ACCOUNT_ID --principal-type USER --principal-id USER_ID',
    },
  ],
  verify: [
    {
      text: 'No assignment of the account and set has the principal type USER.',
      command:
        'aws sso-admin list-account-assignments --region REGION --instance-arn INSTANCE_ARN --account-id ACCOUNT_ID --permission-set-arn PERMISSION_SET_ARN',
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-2', 'AC-3', 'AC-6'], 'mcsb@2': ['PA-7'] },
  equivalents: {},
  references: [
    { title: 'Assign user or group access to AWS accounts', url: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/assignusers.html' },
    { title: 'ListAccountAssignments', url: 'https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListAccountAssignments.html' },
  ],
  subjects: accountAssignments,
  needs: { permissionSets, identityStoreUsers, declaredInOrganization },
  check({ id, principalType, principalId, permissionSetId, accounts }, { permissionSets, identityStoreUsers, declaredInOrganization }) {
    if (principalType !== 'USER') return pass()
    const user = identityStoreUsers.get(principalId)
    const name = user?.name ?? principalId
    if (declaredInOrganization('principal', name, principalId)?.as === 'emergency-access') return pass()
    const set = permissionSets.get(permissionSetId)?.name ?? permissionSetId
    const where = accounts.length === 1 ? `account ${accounts[0]}` : `${accounts.length} accounts`
    return fail(`Permission set ${set} is assigned to user ${name} directly, in ${where}.`, [
      evidence('User', name, principalId),
      evidence('Permission set', set, permissionSetId),
      evidence('Accounts', accounts, id),
      ...(user === undefined ? [evidence('In the identity store', false)] : []),
    ])
  },
})
