import { z } from 'zod'
import { azureSubscriptions } from '../../src/datasets/azure/hierarchy.ts'
import { subscriptionOwners } from '../../src/estate/azure/subscription-owners.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'azure-subscription-owners-count',
  title: 'Few own a subscription',
  failureTitle: 'Too many owners of a subscription',
  cloud: 'azure',
  severity: 'medium',
  recommendation: 'privileged-access',
  rationale:
    'Each owner is one more account whose theft loses the subscription. Counted are people and programs who are Owner of it all the time, by themselves, through groups at any depth, and from management groups and the root scope above; a group of another tenant counts as one. Who is eligible, or has activated the role or a membership through PIM for some hours, is shown and not counted.',
  remediation: [
    { text: 'Take the role from those who do not need it: Contributor or a narrower role is enough to run resources.' },
    { text: 'Make those who need it now and then eligible in PIM.' },
  ],
  verify: [
    {
      text: 'Few are listed, with groups counted by their members.',
      command: 'az role assignment list --subscription SUBSCRIPTION_ID --role Owner --include-inherited --include-groups --output table',
    },
  ],
  frameworks: { 'cis-azure@5.0': ['5.27'], 'mcsb@2': ['PA-1'], 'nist-800-53@r5': ['AC-6(5)'] },
  equivalents: {},
  references: [
    {
      title: 'Limit the number of subscription owners',
      url: 'https://learn.microsoft.com/azure/role-based-access-control/best-practices#limit-the-number-of-subscription-owners',
    },
  ],
  subjects: azureSubscriptions,
  needs: { subscriptionOwners },
  parameters: z.object({ owners: z.number().int().min(1).default(3) }),
  where: ({ isAsked }) => isAsked,
  check({ id, name }, { subscriptionOwners }, { parameters }) {
    const found = subscriptionOwners(id)
    if (found === undefined) return unknown(`Which management groups ${name} is in could not be read.`)
    const { owners, activated, eligible, unknown: unread } = found
    if (owners.length > parameters.owners)
      return fail(`${owners.length} people and programs own ${name}, where ${parameters.owners} are enough.`, [
        evidence('Owners', owners.map(owner => owner.name).sort()),
        evidence('Activated besides', activated),
        evidence('Eligible besides', eligible),
        ...(unread.length === 0 ? [] : [evidence('Not read', unread)]),
      ])
    return unread.length === 0 ? pass() : unknown(`${owners.length} own ${name}, and ${unread.join(', ')} could not be read.`)
  },
})
