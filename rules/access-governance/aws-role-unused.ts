import { z } from 'zod'
import { type IamRole, iamRoles } from '../../src/datasets/aws/iam.ts'
import { administratorRoles } from '../../src/estate/aws/administrator-roles.ts'
import { knownOutsiders } from '../../src/estate/aws/known-outsiders.ts'
import { deploymentTool, isAwsOwned } from '../../src/estate/aws/role-makers.ts'
import { partiesOfRoles, type RoleParties } from '../../src/estate/aws/trusted-parties.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const DAY = 86_400_000

/** Accounts other than the role's own, and everyone; identity providers for workloads, whose tokens are made elsewhere. */
const outsidersOf = ({ arn }: IamRole, parties: RoleParties['parties']): readonly string[] => {
  const own = accountIn(arn)
  const outside = parties.filter(({ kind, value }) => {
    if (kind !== 'aws') return kind === 'everyone' || kind === 'oidc'
    // Of a deleted principal only a unique id is left, which lets nobody in.
    const account = accountIn(value)
    return account !== undefined && account !== own
  })
  return [...new Set(outside.map(({ value }) => value))]
}

const accountIn = (principal: string): string | undefined => /^(?:arn:[^:]*:[^:]*:[^:]*:)?(\d{12})(?::|$)/.exec(principal)?.[1]

export default defineRule({
  id: 'aws-role-unused',
  title: 'Roles that nobody uses are deleted',
  failureTitle: 'Unused role',
  cloud: 'aws',
  severity: 'low',
  upTo: 'high',
  recommendation: 'access-governance',
  rationale:
    'A role that nobody uses keeps its rights and its trust, and nobody notices when somebody else uses it. High where it may do everything, or can give itself the rest, and trusts somebody outside: an account that is not of this scan, a workload’s identity provider, or everyone. Roles that AWS made (service-linked, IAM Identity Center) are left out; those that Control Tower, StackSets and the CDK keep for later, by their names, are accepted unless they are that dangerous. AWS tracks the use of roles for 400 days.',
  remediation: [
    { text: 'See which services it last used, and when.', command: 'aws iam generate-service-last-accessed-details --arn ROLE_ARN' },
    { text: 'Shut it for a while: attach a policy that denies everything, and wait for somebody to miss it.' },
    { text: 'Then detach its policies and delete it.', command: 'aws iam delete-role --role-name ROLE' },
  ],
  verify: [{ text: 'It was used within the limit, or is gone.', command: "aws iam get-role --role-name ROLE --query 'Role.RoleLastUsed'" }],
  frameworks: { 'nist-800-53@r5': ['AC-2(3)', 'AC-6'], 'mcsb@2': ['PA-4', 'PA-7'] },
  equivalents: {},
  references: [
    {
      title: 'Refine permissions using last accessed information',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html',
    },
    { title: 'RoleLastUsed', url: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleLastUsed.html' },
  ],
  parameters: z.object({
    /** Days a role may lie idle, or be new; on the last of them it still passes. */
    days: z.number().int().positive().max(400).default(90),
  }),
  subjects: iamRoles,
  needs: { administratorRoles, partiesOfRoles, knownOutsiders },
  where: role => !isAwsOwned(role),
  check(role, { administratorRoles, partiesOfRoles, knownOutsiders }, { now, parameters: { days } }) {
    const { id, name, createdAt, lastUsedAt } = role
    const idle = Math.floor((now.getTime() - Date.parse(lastUsedAt ?? createdAt)) / DAY)
    if (idle < -1) return unknown(`Role ${name} was made or used after this scan, by its dates: one of the clocks is wrong.`)
    if (idle <= days) return pass()
    const { parties, unreadable } = partiesOfRoles.get(id) ?? { parties: [], unreadable: 'it is not there' }
    const administrator = administratorRoles.get(id)
    const outsiders = outsidersOf(role, parties).filter(outsider => {
      const account = accountIn(outsider)
      return account === undefined || /:oidc-provider\//.test(outsider) || knownOutsiders({ kind: 'account', id: account }).kind !== 'ours'
    })
    const isDangerous = administrator?.certainty === 'certain' && outsiders.length > 0
    const tool = deploymentTool(role)
    if (tool !== undefined && !isDangerous) {
      if (administrator === undefined || (unreadable === undefined && outsiders.length === 0)) return pass()
      const open = unreadable === undefined ? `whether it is privileged: ${administrator.words()}` : `whom it trusts: ${unreadable}`
      return unknown(`Role ${name} has not been used for ${idle} days and is called like one of ${tool}, and it is not known ${open}.`)
    }
    return fail(
      lastUsedAt === undefined
        ? `Role ${name} has not been used as far back as AWS tells, and is ${idle} days old.`
        : `Role ${name} has not been used for ${idle} days, where ${days} are allowed.`,
      [
        evidence('Last used', lastUsedAt ?? 'never, or not within 400 days', id),
        evidence('Created', createdAt, id),
        evidence('Trusted from outside', unreadable === undefined ? (outsiders.length === 0 ? 'nobody' : outsiders) : `not known: ${unreadable}`, id),
        evidence('Privileged', administrator === undefined ? 'no' : administrator.words(), id),
        ...(tool === undefined ? [] : [evidence('Called like a role of', tool, id)]),
      ],
      isDangerous ? 'high' : undefined,
    )
  },
})
