import { organizationAccounts } from '../../src/datasets/aws/organization.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const outOfUse = new Set(['SUSPENDED', 'PENDING_CLOSURE', 'CLOSED'])

export default defineRule({
  id: 'aws-account-in-root',
  title: 'Accounts live in organizational units',
  failureTitle: 'Account directly under the root of the organization',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'organization-guardrails',
  rationale:
    'New accounts, and those that were invited, begin directly under the root. What is there gets none of the policies of the units that its like live in, and a policy for it must be put on every other account too. The management account belongs there, and accounts that are closed do not matter.',
  remediation: [
    {
      text: 'Try the policies of the unit that the account belongs to on an account like it, then move the account there.',
      command: 'aws organizations move-account --account-id ACCOUNT_ID --source-parent-id ROOT_ID --destination-parent-id OU_ID',
    },
  ],
  verify: [{ text: 'Its parent is an organizational unit.', command: 'aws organizations list-parents --child-id ACCOUNT_ID' }],
  frameworks: { 'cis-aws@7.0': ['2.1.4'], 'nist-800-53@r5': ['AC-3', 'CM-6'] },
  equivalents: {},
  references: [
    {
      title: 'Best practices for organizational units',
      url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_ous_best_practices.html',
    },
  ],
  subjects: organizationAccounts,
  needs: {},
  where: ({ status }) => !outOfUse.has(status),
  check({ id, name, arn, parentId }) {
    if (!parentId.startsWith('r-')) return pass()
    const management = /^arn:[^:]*:organizations::(\d{12}):account\//.exec(arn)?.[1]
    const who = name === id ? `Account ${id}` : `Account ${name} (${id})`
    if (management === id) return pass()
    if (management === undefined) return unknown(`${who} is directly under the root, and whether it is the management account could not be told from its ARN.`)
    return fail(`${who} is directly under the root of the organization.`, [evidence('Parent', parentId, id)])
  },
})
