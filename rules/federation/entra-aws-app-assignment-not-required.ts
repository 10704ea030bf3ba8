import { awsApplications } from '../../src/datasets/entra/applications.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

const federations = { 'identity-center': 'IAM Identity Center', 'iam-saml': 'an IAM SAML provider' }

export default defineRule({
  id: 'entra-aws-app-assignment-not-required',
  title: 'Only people who are assigned to the AWS application can sign in to it',
  failureTitle: 'AWS application open to every user of the tenant',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'federation',
  rationale:
    'Without required assignment Entra signs every user of the tenant in to AWS, guests included, and issues tokens for it to every application; only what AWS knows of them then stands between a stolen account and a role. With it, removing an assignment removes access, and access reviews and PIM for groups have something to act on.',
  remediation: [
    {
      text: 'Assign the groups that need AWS to the enterprise application, then set Properties > Assignment required to Yes.',
      command: 'az ad sp update --id APPLICATION_ID --set appRoleAssignmentRequired=true',
    },
  ],
  verify: [{ text: 'appRoleAssignmentRequired is true.', command: 'az ad sp show --id APPLICATION_ID --query appRoleAssignmentRequired' }],
  frameworks: { 'mcsb@2': ['IM-5'], 'nist-800-53@r5': ['AC-3'] },
  equivalents: { maester: ['MT.1075'] },
  references: [
    {
      title: 'Restrict a Microsoft Entra app to a set of users',
      url: 'https://learn.microsoft.com/entra/identity-platform/howto-restrict-your-app-to-a-set-of-users',
    },
    { title: 'Properties of an enterprise application', url: 'https://learn.microsoft.com/entra/identity/enterprise-apps/application-properties' },
  ],
  subjects: awsApplications,
  needs: {},
  where: application => application.accountEnabled,
  check(application) {
    if (application.appRoleAssignmentRequired) return pass()
    const to = federations[application.federatesTo]
    return fail(`Every user of the tenant, guests included, can sign in to ${application.name}, which federates to ${to}, without being assigned to it.`, [
      evidence('Assignment required', false, application.id),
      evidence('Application id', application.appId, application.id),
      evidence('Federates to', to),
      evidence('Recognized by', application.recognizedBy === 'gallery-template' ? 'its gallery template' : 'an AWS sign-in address'),
    ])
  },
})
