import { webhookReach } from '../../src/analysis/build-webhooks.ts'
import { buildProjects } from '../../src/datasets/aws/compute.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-codebuild-webhook-open',
  title: 'Only named people start CodeBuild builds by pull request',
  failureTitle: 'CodeBuild webhook open to strangers',
  cloud: 'aws',
  severity: 'high',
  recommendation: 'application-identity',
  rationale:
    'A webhook that builds pull requests runs the code of whoever opens one, with the project’s role and tokens in reach. The filter on ACTOR_ACCOUNT_ID must name people by patterns with ^ and $: without these, 12345 also lets in 9123456. A policy by which pull requests wait for a maintainer’s comment holds too, unless whoever may read the repository needs no comment, or may give it. Whether the repository is private is not readable here; builds on push, merge and release need the right to write and are not meant, nor are GitHub Actions runners, whose starts GitHub decides.',
  remediation: [
    {
      text: 'Demand approval of pull requests, or filter on ACTOR_ACCOUNT_ID with anchored patterns such as ^(12345|67890)$ in every filter group.',
      command: 'aws codebuild update-webhook --project-name PROJECT --filter-groups file://filters.json',
    },
    { text: 'Give builds of pull requests a project of their own, with a role that can do nothing else.' },
  ],
  verify: [
    {
      text: 'Every group filters actors.',
      command: "aws codebuild batch-get-projects --names PROJECT --query 'projects[].webhook.[filterGroups,pullRequestBuildPolicy]'",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-3', 'CM-5', 'SA-15'], 'mcsb@2': ['DS-6'] },
  equivalents: {},
  references: [
    { title: 'WebhookFilter', url: 'https://docs.aws.amazon.com/codebuild/latest/APIReference/API_WebhookFilter.html' },
    { title: 'Best practices for webhooks', url: 'https://docs.aws.amazon.com/codebuild/latest/userguide/webhooks.html' },
  ],
  subjects: buildProjects,
  needs: {},
  where: ({ webhook }) => webhook !== undefined,
  check({ id, name, webhook, serviceRole, sourceType }) {
    if (webhook === undefined) return pass()
    const { reach, because } = webhookReach(webhook)
    if (reach === 'closed') return pass()
    if (reach === 'undecided') return unknown(`Whether strangers can start CodeBuild project ${name} cannot be told: ${because}.`)
    return fail(`Strangers can start builds of CodeBuild project ${name}: ${because}.`, [
      evidence('Filter groups', webhook.filterGroups.length === 0 ? 'none' : webhook.filterGroups.map(group => group.map(describe).join(' and ')), id),
      evidence('Approval of pull requests', webhook.approval ?? 'not told', id),
      ...(webhook.approverRoles === undefined ? [] : [evidence('Roles that need none, and give it', webhook.approverRoles, id)]),
      evidence('Service role', serviceRole ?? 'none', id),
      evidence('Source', sourceType, id),
    ])
  },
})

const describe = ({ type, pattern, isExclusion }: { readonly type: string; readonly pattern: string; readonly isExclusion: boolean }): string =>
  `${type} ${isExclusion ? 'is not' : 'is'} ${pattern}`
