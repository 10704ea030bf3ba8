import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AccountSeed, PolicySeed, RoleSeed, UserSeed } from '../aws/seed.ts'
import { diceOf } from './dice.ts'

/** How much of everything an account has. */
export interface AccountSize {
  readonly users: number
  readonly roles: number
  readonly policies: number
  readonly groups: number
}

/** An account and what is wrong with it: how many subjects of each rule fail, by rule id. */
export interface GeneratedAccount {
  readonly seed: AccountSeed
  readonly planted: Readonly<Record<string, number>>
}

const DAY = 86_400_000
const ISSUER = 'token.actions.githubusercontent.com'
const SERVICES = ['s3', 'ec2', 'dynamodb', 'lambda', 'sqs', 'sns', 'logs', 'kms', 'ecr', 'ssm', 'events', 'states'] as const
const VERBS = ['Get*', 'List*', 'Describe*', 'Put*', 'Create*', 'Tag*'] as const

type GroupSeed = NonNullable<AccountSeed['groups']>[number]
type Roll = (sides: number) => number

const one = <T>(roll: Roll, from: readonly [T, ...T[]]): T => from[roll(from.length)] ?? from[0]

const statement = (roll: Roll, n: number) => {
  const service = one(roll, SERVICES)
  return {
    Sid: `Part${n}`,
    Effect: roll(12) === 0 ? 'Deny' : 'Allow',
    Action: Array.from({ length: 2 + roll(6) }, () => `${service}:${one(roll, VERBS)}`),
    Resource: roll(3) === 0 ? '*' : [`arn:aws:${service}:eu-west-1:111122223333:thing-${n}/*`, `arn:aws:${service}:eu-west-1:111122223333:thing-${n}`],
    ...(roll(4) === 0 ? { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-contoso001', 'aws:RequestedRegion': ['eu-west-1', 'us-east-1'] } } } : {}),
  }
}

/** About a kilobyte, as policies of real accounts have. */
const document = (roll: Roll) => ({ Version: '2012-10-17', Statement: Array.from({ length: 2 + roll(4) }, (_, n) => statement(roll, n)) })

const trustIn = (principal: Readonly<Record<string, string>>, more: Readonly<Record<string, unknown>> = {}) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole', ...more }],
})

const webIdentity = (account: string, claims: Readonly<Record<string, string>>) =>
  trustIn(
    { Federated: `arn:aws:iam::${account}:oidc-provider/${ISSUER}` },
    {
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: Object.fromEntries(Object.entries(claims).map(([claim, value]) => [`${ISSUER}:${claim}`, value])) },
    },
  )

const CERTIFICATE = readFileSync(join(import.meta.dirname, '..', 'tls', 'localhost.cert.pem'), 'utf8').replaceAll(/-----[^-]+-----|\s/g, '')

/** What Entra gives for its AWS application, shortened. The certificate is the test servers': it has to be one. */
const METADATA = `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://sts.windows.net/00000000-0000-4000-8000-000000000000/"><IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${CERTIFICATE}</X509Certificate></X509Data></KeyInfo></KeyDescriptor></IDPSSODescriptor></EntityDescriptor>`

/**
 * A made-up account, the same for the same arguments. A quarter of its users has a password, a quarter an access key, half of those keys old; one role in
 * a hundred lets in every repository of GitHub; root has no MFA. The time is an argument: what is old depends on it.
 */
export const generatedAccount = (account: string, size: AccountSize, now: Date, seed: number): GeneratedAccount => {
  const roll = diceOf(seed)
  const ago = (days: number) => new Date(now.getTime() - days * DAY).toISOString().replace(/\.\d+Z$/, 'Z')
  const policies = Array.from(
    { length: size.policies },
    (_, n): PolicySeed => ({ name: `policy-${n}`, created: ago(100 + roll(1000)), document: document(roll) }),
  )
  const someArns = (most: number) => [
    ...new Set(Array.from({ length: size.policies === 0 ? 0 : 1 + roll(most) }, () => `arn:aws:iam::${account}:policy/policy-${roll(size.policies)}`)),
  ]
  const groups = Array.from({ length: size.groups }, (_, n): GroupSeed => ({ name: `group-${n}`, created: ago(1000), attached: someArns(3) }))
  const users = Array.from({ length: size.users }, (_, n): UserSeed => {
    const kind = n % 8
    return {
      name: `user-${n}`,
      created: ago(500 + roll(1000)),
      ...(kind === 0 || kind === 1 ? { password: { changed: ago(30 + roll(300)), lastUsed: ago(1 + roll(20)) } } : {}),
      ...(kind === 0 ? { mfa: { enabled: ago(100) } } : {}),
      ...(kind === 2 ? { accessKeys: [{ created: ago(400), lastUsed: { date: ago(2), service: 's3', region: 'eu-west-1' } }] } : {}),
      ...(kind === 3 ? { accessKeys: [{ created: ago(10) }] } : {}),
      groups: groups.length === 0 ? [] : [`group-${roll(groups.length)}`],
      ...(roll(8) === 0 ? { inline: { own: document(roll) } } : {}),
      attached: roll(4) === 0 ? someArns(2) : [],
    }
  })
  const roles = Array.from({ length: size.roles }, (_, n): RoleSeed => {
    const trust =
      n % 100 === 0
        ? webIdentity(account, { aud: 'sts.amazonaws.com' })
        : n % 100 === 1
          ? webIdentity(account, { aud: 'sts.amazonaws.com', sub: `repo:contoso/site-${n}:environment:production` })
          : trustIn({ Service: `${one(roll, ['ec2', 'lambda', 'ecs-tasks', 'states'])}.amazonaws.com` })
    return {
      name: `role-${n}`,
      created: ago(100 + roll(1000)),
      trust,
      attached: someArns(3),
      ...(roll(6) === 0 ? { inline: { own: document(roll) } } : {}),
      ...(roll(8) === 0 ? {} : { lastUsed: { date: ago(1 + roll(80)), region: 'eu-west-1' } }),
    }
  })
  const usersOf = (...kinds: readonly number[]) => users.filter((_, n) => kinds.includes(n % 8)).length
  return {
    seed: {
      root: { mfa: 'none', password: true, created: ago(2000) },
      users,
      groups,
      roles,
      policies,
      samlProviders: [{ name: 'entra', metadata: METADATA, created: ago(900), validUntil: ago(-900) }],
      oidcProviders: [{ url: `https://${ISSUER}`, clientIds: ['sts.amazonaws.com'], thumbprints: [], created: ago(900) }],
      passwordPolicy: { minimumLength: 14, lowercase: true, uppercase: true, numbers: true, symbols: true, reusePrevention: 24 },
    },
    planted: {
      'aws-iam-user-instead-of-federation': usersOf(0, 1, 2, 3),
      'aws-access-key-old': usersOf(2),
      'aws-oidc-trust-without-subject': roles.filter((_, n) => n % 100 === 0).length,
      'aws-root-without-mfa': 1,
    },
  }
}
