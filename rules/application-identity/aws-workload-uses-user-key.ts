import { credentialReport } from '../../src/datasets/aws/credential-report.ts'
import { accessKeys, ofNamesake } from '../../src/estate/aws/access-keys.ts'
import { declaredPrincipals, isAcceptedUser } from '../../src/estate/aws/declared-principals.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-workload-uses-user-key',
  title: 'Programs get temporary credentials from a role, not an IAM user’s access key',
  failureTitle: 'Workload with an access key',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'application-identity',
  rationale:
    'An IAM user with an active access key and no console password is a program. Its key does not expire, lies in a file or a variable, and works from anywhere. On AWS the compute service gives a role’s credentials (instance profile, Pod Identity, task role); outside, OpenID Connect or IAM Roles Anywhere do. Users declared as service user or emergency access are accepted. Keys of people, who have a password, are another question.',
  remediation: [
    { text: 'On EC2, ECS, EKS or Lambda attach a role to the compute, and take the key out of its configuration.' },
    { text: 'In a pipeline or another cloud use its OpenID Connect tokens and a role that trusts them.' },
    { text: 'On machines with certificates use IAM Roles Anywhere.' },
    {
      text: 'Then deactivate the key, wait until nothing breaks, and delete it and the user.',
      command: 'aws iam update-access-key --user-name USER --access-key-id KEY_ID --status Inactive',
    },
    { text: 'Where it must stay, declare the user in the configuration: kind principal, its ARN, as service-user, and the reason.' },
  ],
  verify: [{ text: 'The user has no active key.', command: 'aws iam list-access-keys --user-name USER' }],
  frameworks: { 'cis-aws@7.0': ['2.16'], 'cis-aws@5.0': ['1.17'], 'nist-800-53@r5': ['AC-2', 'IA-5', 'IA-9'], 'mcsb@2': ['IM-3', 'IM-8'] },
  equivalents: { prowler: ['iam_user_with_temporary_credentials'] },
  references: [
    {
      title: 'Require workloads to use temporary credentials with IAM roles',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles',
    },
    { title: 'IAM Roles Anywhere', url: 'https://docs.aws.amazon.com/rolesanywhere/latest/userguide/introduction.html' },
  ],
  subjects: accessKeys,
  needs: { credentialReport, declaredPrincipals },
  where: ({ active, isRoot, userArn, isOfNamesake }, { credentialReport }) =>
    active && !isRoot && (isOfNamesake === true || credentialReport.get(userArn)?.passwordEnabled !== true),
  check({ slot, userArn, userName, partOf, lastRotatedAt, lastUsedAt, lastUsedService, isOfNamesake }, { credentialReport, declaredPrincipals }) {
    if (isAcceptedUser(declaredPrincipals(userArn, userName, ...(partOf === undefined ? [] : [partOf])))) return pass()
    if (isOfNamesake) return unknown(ofNamesake(userName))
    if (credentialReport.get(userArn)?.passwordEnabled === undefined)
      return unknown(`The credential report does not say whether IAM user ${userName} has a password, so that it may be a person’s.`)
    return fail(`IAM user ${userName} has no password and an active access key: a program uses it.`, [
      evidence(`Access key ${slot} created or last changed`, lastRotatedAt ?? 'not said', userArn),
      evidence(`Access key ${slot} last used`, lastUsedAt ?? 'never, or not tracked', userArn),
      ...(lastUsedService === undefined ? [] : [evidence('Last used for', lastUsedService, userArn)]),
      evidence('Console password', false, userArn),
    ])
  },
})
