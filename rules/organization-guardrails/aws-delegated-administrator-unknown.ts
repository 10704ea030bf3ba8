import { delegatedAdministrators } from '../../src/datasets/aws/organization.ts'
import { declaredInOrganization } from '../../src/estate/aws/declared-in-organization.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-delegated-administrator-unknown',
  title: 'Every delegated administrator of the organization is declared',
  failureTitle: 'Delegated administrator that is not declared',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'organization-guardrails',
  rationale:
    'A delegated administrator reads the whole organization and, with some services, writes into every account of it: stack sets, Systems Manager, Identity Center. Nobody else sees that an account was given that. An account is known when it is declared, kind account, by its number.',
  remediation: [
    {
      text: 'Ask who registered the account, and take it off for the services that nobody answers for.',
      command: 'aws organizations deregister-delegated-administrator --account-id ACCOUNT_ID --service-principal SERVICE_PRINCIPAL',
    },
    { text: 'Declare those that stay in the configuration: kind account, the number, and the reason.' },
  ],
  verify: [
    { text: 'Every account listed is meant to be there.', command: 'aws organizations list-delegated-administrators' },
    { text: 'And so is every service.', command: 'aws organizations list-delegated-services-for-account --account-id ACCOUNT_ID' },
  ],
  frameworks: { 'cis-aws@7.0': ['2.1.6'], 'nist-800-53@r5': ['AC-2', 'AC-6'], 'mcsb@2': ['PA-7'] },
  equivalents: { prowler: ['organizations_delegated_administrators'] },
  references: [
    {
      title: 'Delegated administrator for AWS services',
      url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_delegated_admin.html',
    },
  ],
  subjects: delegatedAdministrators,
  needs: { declaredInOrganization },
  check({ id, name, services, status }, { declaredInOrganization }) {
    if (declaredInOrganization('account', id) !== undefined) return pass()
    const who = name === id ? `Account ${id}` : `Account ${name} (${id})`
    return fail(`${who} administers ${services.length === 1 ? services[0] : `${services.length} services`} for the organization, and is not declared.`, [
      evidence('Services', services, id),
      evidence('Status', status ?? 'not said', id),
    ])
  },
})
