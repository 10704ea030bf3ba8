import { awsApplications } from '../../src/datasets/entra/applications.ts'
import { addressesOf } from '../../src/estate/cross/aws-federation.ts'
import { roleProvisioningUsers } from '../../src/estate/cross/role-provisioning.ts'
import { roleMapping } from '../../src/estate/identity-graph/role-mapping.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-aws-app-single-account',
  title: 'People reach AWS through IAM Identity Center, not through an application for single accounts',
  failureTitle: 'Application for single AWS accounts',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'federation',
  rationale:
    'AWS Single-Account Access maps people to roles account by account: its roles are as many as accounts and roles together, each assigned by hand, its provider and roles are changed in each account, and it reads the roles with the long-lived access key of an IAM user. IAM Identity Center takes users and groups by provisioning, gives the same permission sets everywhere, and needs no key. Where accounts are scanned, those are told whose IAM user for that has an active key.',
  remediation: [
    { text: 'Add the application AWS IAM Identity Center, provision groups to it, and assign permission sets to them that do what the roles do.' },
    { text: 'Then unassign and disable the old application, delete its SAML providers and roles, and the IAM user whose key it has.' },
  ],
  verify: [
    {
      text: 'No enabled application has the identifier of IAM’s SAML sign-in.',
      command:
        'az ad sp list --all --query "[?contains(to_string(servicePrincipalNames),\'signin.aws.amazon.com/saml\')].{name:displayName,enabled:accountEnabled}"',
    },
  ],
  frameworks: { 'mcsb@2': ['IM-1'], 'nist-800-53@r5': ['AC-2', 'IA-2'] },
  equivalents: {},
  references: [
    {
      title: 'Identity and access management for AWS with Microsoft Entra ID',
      url: 'https://learn.microsoft.com/azure/architecture/reference-architectures/aws/aws-azure-ad-security',
    },
    {
      title: 'Single sign-on with AWS Single-Account Access',
      url: 'https://learn.microsoft.com/entra/identity/saas-apps/amazon-web-service-tutorial',
    },
  ],
  subjects: awsApplications,
  needs: { roleProvisioningUsers },
  // One of the gallery that was never set up leads nowhere.
  where: application => application.accountEnabled && addressesOf(application).length > 0,
  check({ id, name, federatesTo, appRoles }, { roleProvisioningUsers }) {
    if (federatesTo === 'identity-center') return pass()
    const roles = appRoles.flatMap(({ value }) => roleMapping(value)?.roleArn ?? [])
    const accounts = [...new Set(roles.map(arn => arn.split(':')[4] ?? ''))].sort()
    const users = (accounts.length === 0 ? [...roleProvisioningUsers.keys()] : accounts).flatMap(account => roleProvisioningUsers.get(account) ?? [])
    return fail(
      `${name} lets people into roles of ${accounts.length === 1 ? `account ${accounts[0]}` : accounts.length === 0 ? 'single accounts' : `${accounts.length} accounts`} one by one, past IAM Identity Center.`,
      [
        evidence('Accounts', accounts.length === 0 ? 'no role of it names one' : accounts, id),
        evidence('Roles', roles.length),
        ...users.map(arn => evidence('IAM user with an active key for reading roles', arn, arn)),
      ],
    )
  },
})
