import { azureSubscriptions, isUsable } from '../../src/datasets/azure/hierarchy.ts'
import { groupInitiatives } from '../../src/estate/azure/group-initiatives.ts'
import { subscriptionLine } from '../../src/estate/azure/subscription-line.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'azure-policy-missing',
  title: 'Every subscription inherits a policy initiative from a management group',
  failureTitle: 'Subscription without an inherited policy initiative',
  cloud: 'azure',
  severity: 'low',
  recommendation: 'organization-guardrails',
  rationale:
    'An initiative at a management group holds for every subscription below it, today and tomorrow, and no owner of a subscription can take it away. One that is assigned in a subscription holds for that one, until its owner removes it. An assignment that is not enforced, or that leaves the subscription out, does not count, nor one that the subscription is exempted from altogether, be it by waiver or because its intent is met in another way. Of one that holds for some resources only nobody can tell from here whether it is enough.',
  remediation: [
    {
      text: 'Assign an initiative, such as the Microsoft cloud security benchmark, at the management group.',
      command:
        'az policy assignment create --name baseline --policy-set-definition 1f3afdf9-d0c9-4c3d-847f-89da613e70a8 --scope /providers/Microsoft.Management/managementGroups/GROUP',
    },
  ],
  verify: [
    { text: 'An initiative is listed.', command: 'az policy assignment list --scope /providers/Microsoft.Management/managementGroups/GROUP --output table' },
  ],
  frameworks: { 'mcsb@2': ['GS-2', 'PV-1'], 'nist-800-53@r5': ['CM-2', 'CM-6'] },
  equivalents: {},
  references: [
    { title: 'Azure Policy assignment structure', url: 'https://learn.microsoft.com/azure/governance/policy/concepts/assignment-structure' },
    { title: 'Azure Policy exemption structure', url: 'https://learn.microsoft.com/azure/governance/policy/concepts/exemption-structure' },
    { title: 'Microsoft cloud security benchmark', url: 'https://learn.microsoft.com/security/benchmark/azure/overview' },
  ],
  subjects: azureSubscriptions,
  needs: { groupInitiatives, subscriptionLine },
  where: ({ isAsked, state }) => isAsked && isUsable(state),
  check({ id, name }, { groupInitiatives, subscriptionLine }) {
    const line = subscriptionLine(id)
    if (line === undefined) return unknown(`Which management groups ${name} is in could not be read.`)
    const { kind, exemptions } = groupInitiatives(id, line)
    if (kind === 'whole') return pass()
    if (kind === 'narrowed') return unknown(`${name} inherits only policy initiatives that hold for some kinds of resources, or some places.`)
    return fail(`Subscription ${name} inherits no policy initiative${exemptions.length === 0 ? '' : ' that it is not exempted from'}.`, [
      evidence('Management groups above it', [...line], id),
      ...(exemptions.length === 0 ? [] : [evidence('Exemptions', exemptions)]),
    ])
  },
})
