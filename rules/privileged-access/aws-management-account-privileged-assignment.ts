import { z } from 'zod'
import { declaredInOrganization } from '../../src/estate/aws/declared-in-organization.ts'
import type { Holder } from '../../src/estate/aws/identity-store-principals.ts'
import { managementAccountHolders } from '../../src/estate/aws/management-account-holders.ts'
import { awsOrganizations } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const namesOf = (people: Iterable<{ readonly name: string }>): string[] => [...new Set([...people].map(({ name }) => name))].sort()

export default defineRule({
  id: 'aws-management-account-privileged-assignment',
  title: 'Few people administer the management account, through groups',
  failureTitle: 'Too many or direct administrators of the management account',
  cloud: 'aws',
  severity: 'high',
  recommendation: 'privileged-access',
  rationale:
    'No service control policy binds the management account, and its administrators own every account of the organization. Few should hold a permission set of administrators there, through a group that can be reviewed and whose members are eligible for a time. Whether they are only eligible is decided in the identity provider and cannot be seen from AWS: counted are those who hold it now. People who are disabled do not count, nor those declared as emergency access, who are shown.',
  remediation: [
    { text: 'Assign the permission set to one group for this purpose, make its members eligible in Privileged Identity Management, with approval.' },
    {
      text: 'Then delete the other assignments.',
      command:
        'aws sso-admin delete-account-assignment --region REGION --instance-arn INSTANCE_ARN --permission-set-arn PERMISSION_SET_ARN --target-type AWS_ACCOUNT --target-id MANAGEMENT_ACCOUNT_ID --principal-type USER --principal-id USER_ID',
    },
    { text: 'Do the daily work from delegated administrators, so that few need the management account at all.' },
  ],
  verify: [
    {
      text: 'Only the one group is listed.',
      command:
        'aws sso-admin list-account-assignments --region REGION --instance-arn INSTANCE_ARN --account-id MANAGEMENT_ACCOUNT_ID --permission-set-arn PERMISSION_SET_ARN',
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-2', 'AC-6', 'AC-6(5)'], 'mcsb@2': ['PA-1', 'PA-2', 'PA-7'] },
  equivalents: {},
  references: [
    {
      title: 'Best practices for the management account',
      url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_best-practices_mgmt-acct.html',
    },
    { title: 'Delegated administration of Identity Center', url: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/delegated-admin.html' },
  ],
  subjects: awsOrganizations,
  needs: { managementAccountHolders, declaredInOrganization },
  parameters: z.object({ people: z.number().int().nonnegative().default(5) }),
  where: (_, { managementAccountHolders }) => managementAccountHolders.management !== undefined,
  check({ name }, { managementAccountHolders: { management, holders }, declaredInOrganization }, { parameters: { people: limit } }) {
    const isEmergency = (user: { readonly id: string; readonly name: string }): boolean =>
      declaredInOrganization('principal', user.name, user.id)?.as === 'emergency-access'
    const peopleOf = (of: readonly { readonly holder: Holder }[]): string[] =>
      namesOf(of.flatMap(({ holder }) => holder.people).filter(user => !isEmergency(user)))
    const certain = holders.filter(({ rights }) => rights.administrator === 'yes')
    const direct = peopleOf(certain.filter(({ holder }) => holder.kind === 'user'))
    const people = peopleOf(certain)
    const perhaps = peopleOf(holders)
    const unreadGroups = holders.flatMap(({ holder }) => (holder.kind === 'group' && !holder.isRead ? [holder.name] : []))
    const groups = namesOf(certain.flatMap(({ holder }) => (holder.kind === 'group' ? [holder] : [])))
    const emergency = namesOf(holders.flatMap(({ holder }) => holder.people).filter(isEmergency))
    if (direct.length > 0 || people.length > limit) {
      const faults = [
        ...(people.length > limit ? [`${people.length} people administer it, more than ${limit}`] : []),
        ...(direct.length > 0 ? [`${direct.length} ${direct.length === 1 ? 'person holds' : 'people hold'} that directly and not through a group`] : []),
      ]
      return fail(`In the management account ${management} of organization ${name}, ${faults.join(', and ')}.`, [
        evidence('Administrators now', people),
        evidence('Directly', direct),
        evidence('Through groups', groups),
        evidence('Permission sets', [...new Set(certain.map(({ rights }) => `${rights.name}, by ${rights.how}`))].sort()),
        ...(emergency.length === 0 ? [] : [evidence('Declared as emergency access', emergency)]),
      ])
    }
    if (unreadGroups.length > 0)
      return unknown(`Who is in ${unreadGroups.join(', ')}, which may administer the management account ${management}, could not be read.`)
    const maybeDirect = peopleOf(holders.filter(({ holder }) => holder.kind === 'user'))
    const doubt = holders.find(({ rights }) => rights.administrator === 'unknown')
    if (doubt === undefined || (perhaps.length <= limit && maybeDirect.length === 0)) return pass()
    return unknown(
      `Whether permission set ${doubt.rights.name} makes administrators of the management account ${management} cannot be told: ${doubt.rights.how}; with it, ${perhaps.length} people would, ${maybeDirect.length} of them directly.`,
    )
  },
})
