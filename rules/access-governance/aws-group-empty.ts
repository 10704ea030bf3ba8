import { iamGroups } from '../../src/datasets/aws/iam.ts'
import { groupMembers } from '../../src/estate/aws/group-members.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-group-empty',
  title: 'Every IAM group has members',
  failureTitle: 'Empty IAM group',
  cloud: 'aws',
  severity: 'info',
  recommendation: 'access-governance',
  rationale:
    'An empty group grants nothing today, and its policies wait for whoever is put into it: one call makes its next member as powerful as the group ever was.',
  remediation: [
    { text: 'Detach the policies of a group that is not needed any more.', command: 'aws iam list-attached-group-policies --group-name GROUP' },
    { text: 'Then delete it.', command: 'aws iam delete-group --group-name GROUP' },
  ],
  verify: [{ text: 'The group has users, or is gone.', command: "aws iam get-group --group-name GROUP --query 'Users[].UserName'" }],
  frameworks: { 'nist-800-53@r5': ['AC-2', 'AC-6(7)'], 'mcsb@2': ['PA-4'] },
  equivalents: {},
  references: [{ title: 'IAM user groups', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html' }],
  subjects: iamGroups,
  needs: { groupMembers },
  check({ id, name, attachedPolicies, inlinePolicies }, { groupMembers }) {
    if ((groupMembers.get(name) ?? 0) > 0) return pass()
    const policies = [...attachedPolicies, ...inlinePolicies].map(policy => policy.name)
    return fail(`IAM group ${name} has no members.`, [evidence('Members', 0, id), evidence('Policies', policies.length === 0 ? 'none' : policies, id)])
  },
})
