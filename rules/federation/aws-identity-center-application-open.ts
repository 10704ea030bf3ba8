import { identityCenterApplications } from '../../src/datasets/aws/identity-center.ts'
import { declaredInOrganization } from '../../src/estate/aws/declared-in-organization.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-identity-center-application-open',
  title: 'Applications of Identity Center require assignment',
  failureTitle: 'Identity Center application open to everybody',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'federation',
  rationale:
    'Without required assignment everybody in the identity store signs in to the application, whoever is added later too; what they may do there is left to the application alone. A disabled application lets nobody in. One that is meant for everybody is declared as application, by its ARN.',
  remediation: [
    {
      text: 'Assign the application to the groups that need it.',
      command: 'aws sso-admin create-application-assignment --region REGION --application-arn APPLICATION_ARN --principal-type GROUP --principal-id GROUP_ID',
    },
    {
      text: 'Then require assignment.',
      command: 'aws sso-admin put-application-assignment-configuration --region REGION --application-arn APPLICATION_ARN --assignment-required',
    },
  ],
  verify: [
    {
      text: 'AssignmentRequired is true.',
      command: 'aws sso-admin get-application-assignment-configuration --region REGION --application-arn APPLICATION_ARN',
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-3', 'AC-6'], 'mcsb@2': ['PA-7'] },
  equivalents: {},
  references: [
    { title: 'Assign user access to applications', url: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/assignuserstoapp.html' },
    {
      title: 'PutApplicationAssignmentConfiguration',
      url: 'https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_PutApplicationAssignmentConfiguration.html',
    },
  ],
  subjects: identityCenterApplications,
  needs: { declaredInOrganization },
  check({ id, name, assignmentRequired, status, providerArn, account }, { declaredInOrganization }) {
    if (assignmentRequired || status === 'DISABLED') return pass()
    if (declaredInOrganization('application', id) !== undefined) return pass()
    return fail(`Application ${name} of Identity Center requires no assignment: everybody in the identity store may sign in to it.`, [
      evidence('Assignment required', false, id),
      ...(providerArn === undefined ? [] : [evidence('Kind', providerArn, id)]),
      ...(account === undefined ? [] : [evidence('Account', account, id)]),
    ])
  },
})
