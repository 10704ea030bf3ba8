import { demandsSource } from '../../src/analysis/iam/confused-deputies.ts'
import { describeConditions } from '../../src/analysis/iam/trust-policy.ts'
import { serviceTrusts } from '../../src/estate/aws/service-trusts.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-service-trust-confused-deputy',
  title: 'A role that trusts an AWS service demands for whom the service acts',
  failureTitle: 'Service trust open to a confused deputy',
  cloud: 'aws',
  severity: 'low',
  recommendation: 'external-access',
  rationale:
    'An AWS service assumes roles of all its customers. Some services can be given the ARN of a role by somebody who has no right to it; they tell for which account or resource they act, so that the trust policy can demand aws:SourceAccount or aws:SourceArn. Asked only of services whose documentation advises it; compute services such as EC2 and Lambda send neither. Roles that AWS made are left out, and those called like roles of Control Tower, StackSets and the CDK.',
  remediation: [
    {
      text: 'Add StringEquals aws:SourceAccount with this account’s number to the statement that trusts the service, and ArnLike aws:SourceArn where the resource is known.',
      command: 'aws iam update-assume-role-policy --role-name ROLE --policy-document file://trust.json',
    },
  ],
  verify: [
    {
      text: 'Every statement that trusts the service has one of the conditions.',
      command: "aws iam get-role --role-name ROLE --query 'Role.AssumeRolePolicyDocument.Statement[].[Principal,Condition]'",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-3', 'AC-6'], 'mcsb@2': ['IM-7'] },
  equivalents: { prowler: ['iam_role_cross_service_confused_deputy_prevention'] },
  references: [
    {
      title: 'The confused deputy problem',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html#cross-service-confused-deputy-prevention',
    },
    {
      title: 'aws:SourceAccount',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceaccount',
    },
  ],
  subjects: serviceTrusts,
  needs: {},
  check({ name, roleId, service, advice, unreadable, parties }) {
    if (unreadable !== undefined) return unknown(`The trust policy of role ${name} could not be read as a policy: ${unreadable}.`)
    const open = parties.find(party => !demandsSource(party))
    if (open === undefined) return pass()
    return fail(`Role ${name} trusts ${service}, and does not demand for whose account or resource it acts.`, [
      evidence('Statement', open.statement.label, roleId),
      evidence('Conditions', open.statement.conditions.length === 0 ? 'none' : describeConditions(open.statement), roleId),
      evidence('Advice of the service', advice ?? 'none', roleId),
    ])
  },
})
