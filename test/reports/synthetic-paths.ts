import type { AccessCell, IdentityPath, IdentityPaths, PathNode, PathStep, SignInDemand } from '../../src/assessment.ts'
import { accountId, accounts, tenant } from './synthetic-scopes.ts'

const demands: readonly SignInDemand[] = ['none', 'single-factor', 'mfa-when-necessary', 'mfa', 'phishing-resistant']
const organization = 'aws-organization/o-a1b2c3d4e5'

type Hostile = (plain: string) => string

/** One way through every column: a person, the gate, a group, Identity Center, a permission set and a role. */
const throughIdentityCenter = (index: number, hostile: Hostile): IdentityPath => {
  const [demand = 'none', activated, certain] = [demands[index % demands.length], index % 4 === 1, index % 7 !== 6]
  const who = hostile(`amelia.hart${index}@contoso.com`)
  const account = index % accounts.length
  const node = (kind: string, name: string, scope: string): PathNode => ({ kind, name: hostile(name), scope, row: hostile(`${kind}-${index}`) })
  const step = (to: PathNode, kind: string, words: string, more: Partial<PathStep> = {}): PathStep => ({
    to,
    kind,
    words: hostile(words),
    demand: 'none',
    activated: false,
    certain: true,
    rows: [hostile(`row-${index}-${kind}`)],
    ...more,
  })
  const name = accounts[account] ?? ''
  return {
    from: node(index % 5 === 3 ? 'entra-guest' : 'entra-user', who, tenant),
    steps: [
      step(node('session', `${who} at AWS IAM Identity Center`, tenant), 'signs-in', 'signs in to AWS IAM Identity Center with MFA', { demand }),
      activated
        ? step(node('entra-group', 'SG-AWS-Administrators', tenant), 'eligible-for', 'can activate membership of the group SG-AWS-Administrators', {
            activated,
          })
        : step(node('entra-group', 'SG-AWS-Administrators', tenant), 'member-of', 'is a member of the group SG-AWS-Administrators'),
      step(
        node('identity-center-group', 'SG-AWS-Administrators', organization),
        'provisions-to',
        'is provisioned to Identity Center as the group SG-AWS-Administrators',
        {
          certain,
          ...(certain ? {} : { open: hostile('the groups have the same name, and nothing shows that one was provisioned from the other') }),
        },
      ),
      step(
        node('permission-set', `AdministratorAccess in ${name}`, organization),
        'holds',
        `is assigned the permission set AdministratorAccess in account ${name}`,
      ),
      step(
        node('aws-role', 'AWSReservedSSO_AdministratorAccess_0123456789abcdef', accountId(account)),
        'holds',
        'has the role AWSReservedSSO_AdministratorAccess_0123456789abcdef',
      ),
      step({ kind: 'goal', name: hostile(`administrator of ${name}`), scope: accountId(account) }, 'administers', 'may do everything, by AdministratorAccess'),
    ],
    demand,
    activated,
    certain,
    taken: index % 9 === 4,
    ...(certain ? { cut: index % 3 } : {}),
  }
}

/** A chain of roles with so many nodes, back and forth between columns: longer than any real one. */
export const longPath = (nodes: number, hostile: Hostile = text => text): IdentityPath => ({
  ...throughIdentityCenter(0, hostile),
  steps: Array.from({ length: nodes - 1 }, (_, index): PathStep => {
    const kind = index === nodes - 2 ? 'goal' : index % 10 === 4 ? 'entra-group' : 'aws-role'
    const to = { kind, name: hostile(`deployment-role-${index}`), scope: accountId(index % accounts.length) }
    return { to, kind: 'can-assume', words: hostile(`can assume the role deployment-role-${index}`), demand: 'none', activated: false, certain: true, rows: [] }
  }),
})

const cellsOf = (index: number): readonly AccessCell[] =>
  accounts.flatMap((_, account): readonly AccessCell[] =>
    (index + account) % 3 === 0
      ? []
      : [
          {
            account,
            access: (index * account) % 4 === 0 ? 'administrator' : 'some',
            how: (['standing', 'activated', 'taken', 'possible'] as const)[(index + account) % 4] ?? 'standing',
            demand: demands[(index + account) % demands.length] ?? 'none',
          },
        ],
  )

/** So many paths of every strength, with a matrix of the people on them. The same each time. */
export const syntheticPaths = (count: number, hostile: Hostile = text => text): IdentityPaths => ({
  paths: Array.from({ length: count }, (_, index) => throughIdentityCenter(index, hostile)),
  pathsNotShown: count >= 500 ? 1_240 : 0,
  cuts: [
    {
      from: hostile('SG-AWS-Administrators'),
      words: hostile('is provisioned to Identity Center as the group SG-AWS-Administrators'),
      closes: count,
      of: count,
    },
    { from: hostile('AWS IAM Identity Center'), words: hostile('lets everybody in'), closes: 2, of: count },
    { from: hostile('amelia.hart2@contoso.com'), words: hostile('signs in to AWS IAM Identity Center with MFA'), closes: 1, of: count },
  ],
  unread: [hostile('the users and roles of account 333344445555 could not be read'), hostile('all users of tenant Contoso Lab could not be read')],
  unreadNotShown: count >= 500 ? 12 : 0,
  access: {
    accounts: accounts.map((name, index) => ({ id: accountId(index).slice('aws-account/'.length), name: hostile(name) })),
    accountsNotShown: count >= 500 ? 3 : 0,
    people: Array.from({ length: Math.min(200, count) }, (_, index) => ({
      person: { name: hostile(`amelia.hart${index}@contoso.com`), kind: 'entra-user', scope: tenant, row: `user-${index}` },
      cells: cellsOf(index),
    })),
    peopleNotShown: Math.max(0, count - 200),
  },
})
