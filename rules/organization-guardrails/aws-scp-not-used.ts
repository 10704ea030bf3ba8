import { serviceControl } from '../../src/estate/aws/guarded-accounts.ts'
import { awsOrganizations } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const SHOWN = 3

const names = (accounts: readonly { readonly id: string; readonly name: string }[]): string[] =>
  accounts.map(({ id, name }) => (name === id ? id : `${name} (${id})`))

const memberAccounts = (members: number): string => `${members} active member ${members === 1 ? 'account' : 'accounts'}`

const some = (accounts: readonly { readonly id: string; readonly name: string }[]): string => {
  const more = accounts.length - SHOWN
  return `${names(accounts.slice(0, SHOWN)).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

export default defineRule({
  id: 'aws-scp-not-used',
  title: 'Service control policies limit every member account',
  failureTitle: 'Service control policies not used',
  cloud: 'aws',
  severity: 'high',
  recommendation: 'organization-guardrails',
  rationale:
    'Only a service control policy can forbid something to the administrators and the root user of a member account: leaving the organization, stopping the logs, making IAM users. FullAWSAccess, which AWS attaches everywhere, forbids nothing, nor does any policy that together with it allows everything. A Deny counts where it names actions of a known service, on resources they can be on, and nothing says that its conditions never hold; whether the name of an action is spelt right, and whether what is forbidden is worth it, is not looked at. The management account is never bound and does not count here. CIS 2.1.2 also takes a resource control policy for a guardrail; this rule asks for service control policies.',
  remediation: [
    { text: 'Enable the policy type on the root.', command: 'aws organizations enable-policy-type --root-id ROOT_ID --policy-type SERVICE_CONTROL_POLICY' },
    {
      text: 'Write a policy that denies what no account may ever do, such as organizations:LeaveOrganization and stopping CloudTrail.',
      command:
        'aws organizations create-policy --name baseline --type SERVICE_CONTROL_POLICY --description "What no account may do" --content file://baseline.json',
    },
    {
      text: 'Try it on one unit, then attach it to the units that hold all members, or to the root.',
      command: 'aws organizations attach-policy --policy-id POLICY_ID --target-id ROOT_OR_OU_ID',
    },
  ],
  verify: [
    {
      text: 'The root, a unit above the account or the account itself has a policy that takes something away, which FullAWSAccess does not.',
      command: 'aws organizations list-policies-for-target --target-id TARGET_ID --filter SERVICE_CONTROL_POLICY',
    },
  ],
  frameworks: { 'cis-aws@7.0': ['2.1.2'], 'nist-800-53@r5': ['AC-3', 'AC-6'], 'mcsb@2': ['PA-7'] },
  equivalents: {},
  references: [
    { title: 'Service control policies', url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html' },
    {
      title: 'How service control policies are evaluated',
      url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html',
    },
    { title: 'Enabling a policy type', url: 'https://docs.aws.amazon.com/organizations/latest/userguide/enable-policy-type.html' },
  ],
  subjects: awsOrganizations,
  needs: { serviceControl },
  where: (_, { serviceControl }) => serviceControl.members > 0,
  check(organization, { serviceControl: { isEnabled, members, without, undecided } }) {
    if (isEnabled === undefined)
      return unknown(`The root of organization ${organization.name} was not found, so whether service control policies are enabled is not known.`)
    const count = evidence('Active member accounts', members)
    if (!isEnabled)
      return fail(`Service control policies are not enabled in organization ${organization.name}, so nothing limits its ${memberAccounts(members)}.`, [
        evidence('Service control policies enabled', false),
        count,
      ])
    if (without.length > 0)
      return fail(
        `In organization ${organization.name}, no service control policy takes anything away from ${without.length} of ${memberAccounts(members)}: ${some(without)}.`,
        [
          count,
          evidence('Accounts without', names(without)),
          ...(undecided.length === 0 ? [] : [evidence('Accounts that could not be decided', names(undecided))]),
        ],
      )
    if (undecided.length === 0) return pass()
    return unknown(
      `In organization ${organization.name}, whether a service control policy takes anything away from ${undecided.length} of ${memberAccounts(members)} cannot be told, since a policy or its place in the hierarchy could not be read, or a Deny may never apply: ${some(undecided)}.`,
    )
  },
})
