import { resourceControl } from '../../src/estate/aws/resource-control.ts'
import { awsOrganizations } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const SHOWN = 3

const names = (accounts: readonly { readonly id: string; readonly name: string }[]): string[] =>
  accounts.map(({ id, name }) => (name === id ? id : `${name} (${id})`))

const some = (all: readonly string[]): string => `${all.slice(0, SHOWN).join(', ')}${all.length > SHOWN ? ` and ${all.length - SHOWN} more` : ''}`

export default defineRule({
  id: 'aws-rcp-not-used',
  title: 'Resource control policies shut out principals from outside',
  failureTitle: 'No resource control policy against outsiders',
  cloud: 'aws',
  severity: 'low',
  recommendation: 'organization-guardrails',
  rationale:
    'One careless bucket policy or role trust opens a resource to the world; a resource control policy that denies whoever is not of the organization holds for all resources of the services it knows, S3, STS, KMS, SQS, Secrets Manager and more, whatever their own policies say. Looked for is a Deny with a negated condition on the organization or account of the caller that can hold of a caller from outside, on the path of each member account. A Deny for services that call on behalf of others is none, nor one that spares a name which any account can give to a role. What it spares, and which services it names, is not weighed; the management account is never bound.',
  remediation: [
    { text: 'Enable the policy type on the root.', command: 'aws organizations enable-policy-type --root-id ROOT_ID --policy-type RESOURCE_CONTROL_POLICY' },
    {
      text: 'Write a policy that denies principals outside your organization, but for AWS services and the partners you know.',
      command:
        'aws organizations create-policy --name perimeter --type RESOURCE_CONTROL_POLICY --description "Only our own principals" --content file://perimeter.json',
    },
    { text: 'Try it on one unit, then attach it to the others.', command: 'aws organizations attach-policy --policy-id POLICY_ID --target-id OU_ID' },
  ],
  verify: [
    {
      text: 'The root, a unit above the account or the account itself has such a policy beside RCPFullAWSAccess.',
      command: 'aws organizations list-policies-for-target --target-id TARGET_ID --filter RESOURCE_CONTROL_POLICY',
    },
  ],
  frameworks: { 'cis-aws@7.0': ['2.1.2'], 'nist-800-53@r5': ['AC-3', 'AC-4'], 'mcsb@2': ['PA-7'] },
  equivalents: {},
  references: [
    { title: 'Resource control policies', url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html' },
    { title: 'Data perimeters', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html' },
  ],
  subjects: awsOrganizations,
  needs: { resourceControl },
  where: (_, { resourceControl }) => resourceControl.members > 0,
  check({ name }, { resourceControl: { isEnabled, members, without, undecided, policies } }) {
    if (isEnabled === undefined)
      return unknown(`The root of organization ${name} was not found, so whether resource control policies are enabled is not known.`)
    const count = evidence('Active member accounts', members)
    if (!isEnabled)
      return fail(`Resource control policies are not enabled in organization ${name}.`, [evidence('Resource control policies enabled', false), count])
    if (without.length > 0)
      return fail(
        `In organization ${name}, no resource control policy shuts outsiders out of ${without.length} of ${members} active member accounts: ${some(names(without))}.`,
        [count, evidence('Accounts without', names(without)), evidence('Policies against outsiders', policies)],
      )
    if (undecided.length === 0) return pass()
    return unknown(
      `In organization ${name}, whether a resource control policy shuts outsiders out of ${undecided.length} of ${members} active member accounts cannot be told: ${some(names(undecided))}.`,
    )
  },
})
