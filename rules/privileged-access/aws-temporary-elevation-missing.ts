import { z } from 'zod'
import { identityCenterApplications } from '../../src/datasets/aws/identity-center.ts'
import { identityCenterInstances } from '../../src/datasets/aws/organization.ts'
import { awsOrganizations } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-temporary-elevation-missing',
  title: 'A system for temporary elevated access is in place',
  failureTitle: 'No system for temporary elevated access was seen',
  cloud: 'aws',
  severity: 'info',
  recommendation: 'privileged-access',
  rationale:
    'Rights that are held only while they are needed, for a reason that somebody approved, are worth little to a thief. Seen from AWS is a system that people open from the access portal, as TEAM, which is installed under the name TEAM IDC APP; another one is named in the parameters. Privileged Identity Management does the same by groups in Microsoft Entra, and leaves no trace in AWS: where it is used, this is no fault.',
  remediation: [
    { text: 'Make the members of the groups that hold permission sets of administrators eligible in Privileged Identity Management.' },
    { text: 'Or install TEAM, in an account to which Identity Center is delegated, and let it assign the permission sets for a time.' },
  ],
  verify: [
    {
      text: 'The application is listed and enabled.',
      command: "aws sso-admin list-applications --region REGION --instance-arn INSTANCE_ARN --query 'Applications[].[Name,Status]'",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-2(2)', 'AC-6'], 'mcsb@2': ['PA-2'] },
  equivalents: {},
  references: [
    { title: 'Temporary elevated access', url: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/temporary-elevated-access.html' },
    { title: 'TEAM', url: 'https://aws-samples.github.io/iam-identity-center-team/docs/guides/walkthrough.html' },
    {
      title: 'Privileged Identity Management for groups',
      url: 'https://learn.microsoft.com/en-us/entra/id-governance/privileged-identity-management/concept-pim-for-groups',
    },
  ],
  subjects: awsOrganizations,
  needs: { identityCenterInstances, identityCenterApplications },
  parameters: z.object({ applications: z.array(z.string().min(1)).default(['TEAM IDC APP']) }),
  where: (_, { identityCenterInstances }) => identityCenterInstances.size > 0,
  check({ name }, { identityCenterApplications }, { parameters: { applications } }) {
    const wanted = new Set(applications.map(one => one.toLowerCase()))
    const named = [...identityCenterApplications].filter(one => wanted.has(one.name.trim().toLowerCase()))
    if (named.some(({ status }) => status !== 'DISABLED')) return pass()
    return fail(
      `No application for temporary elevated access was seen in Identity Center of organization ${name}; whether groups are eligible in Entra cannot be seen from AWS.`,
      [
        evidence('Applications looked for', applications),
        evidence(
          'Found, but disabled',
          named.map(({ id }) => id),
        ),
      ],
    )
  },
})
