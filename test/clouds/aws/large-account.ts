import type { AccountSeed, PolicySeed, RoleSeed, UserSeed } from './seed.ts'

export interface AccountSize {
  readonly users: number
  readonly roles: number
  readonly policies: number
}

const DAY = 86_400_000
const NOW = Date.parse('2026-11-01T00:00:00Z')

/** A small linear congruential generator: the same account on every machine. */
const dice = (seed: number) => {
  let state = seed
  return (sides: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * sides)
  }
}

const SERVICES = ['s3', 'ec2', 'dynamodb', 'lambda', 'sqs', 'sns', 'logs', 'kms'] as const

const statement = (roll: (sides: number) => number, n: number) => ({
  Effect: roll(10) === 0 ? 'Deny' : 'Allow',
  Action: [`${SERVICES[roll(SERVICES.length)]}:Get*`, `${SERVICES[roll(SERVICES.length)]}:List*`, `${SERVICES[roll(SERVICES.length)]}:Describe*`],
  Resource: roll(3) === 0 ? '*' : `arn:aws:s3:::bucket-${n}/*`,
})

const document = (roll: (sides: number) => number, n: number) => ({ Version: '2012-10-17', Statement: [statement(roll, n), statement(roll, n + 1)] })

/** A made-up account of a given size, the same for the same size and seed. */
export const largeAccount = (account: string, size: AccountSize = { users: 200, roles: 300, policies: 200 }, seed = 7): AccountSeed => {
  const roll = dice(seed)
  const ago = (days: number) => new Date(NOW - days * DAY).toISOString()
  const policies = Array.from(
    { length: size.policies },
    (_, n): PolicySeed => ({ name: `policy-${n}`, created: ago(100 + roll(1000)), document: document(roll, n) }),
  )
  const someArn = () => `arn:aws:iam::${account}:policy/policy-${roll(Math.max(1, size.policies))}`
  const attached = () => (size.policies === 0 ? [] : [someArn()])
  const groups = Array.from({ length: Math.ceil(size.users / 20) }, (_, n) => ({ name: `group-${n}`, created: ago(1000), attached: attached() }))
  const users = Array.from(
    { length: size.users },
    (_, n): UserSeed => ({
      name: `user-${n}`,
      created: ago(200 + roll(1000)),
      ...(roll(2) === 0 ? { password: { changed: ago(roll(200)), ...(roll(3) > 0 ? { lastUsed: ago(roll(100)) } : {}) } } : {}),
      ...(roll(3) === 0 ? { mfa: {} } : {}),
      accessKeys: Array.from({ length: roll(3) }, () => ({ created: ago(roll(400)), active: roll(4) > 0 })),
      groups: groups.length === 0 ? [] : [`group-${roll(groups.length)}`],
      ...(roll(4) === 0 ? { inline: { own: document(roll, n) } } : {}),
      attached: roll(3) === 0 ? attached() : [],
    }),
  )
  const roles = Array.from(
    { length: size.roles },
    (_, n): RoleSeed => ({
      name: `role-${n}`,
      created: ago(100 + roll(1000)),
      trust: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: `${['ec2', 'lambda', 'ecs-tasks'][roll(3)]}.amazonaws.com` }, Action: 'sts:AssumeRole' }],
      },
      attached: attached(),
      ...(roll(5) === 0 ? { inline: { own: document(roll, n) } } : {}),
    }),
  )
  return { users, groups, roles, policies }
}
