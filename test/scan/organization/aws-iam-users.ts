import type { AccountSeed, RoleSeed, UserSeed } from '../../clouds/aws/seed.ts'
import { accounts, allow, daysAgo } from './accounts.ts'

const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess'
const person = (name: string, more: Partial<UserSeed> = {}): UserSeed => ({
  name,
  created: daysAgo(400),
  password: { changed: daysAgo(30), lastUsed: daysAgo(2) },
  ...more,
})
const key = (created: number, used?: number, active = true) => ({
  active,
  created: daysAgo(created),
  ...(used === undefined ? {} : { lastUsed: { date: daysAgo(used), service: 's3', region: 'eu-west-1' } }),
})
const robot = (name: string, created: number, used?: number): UserSeed => ({ name, created: daysAgo(created + 1), accessKeys: [key(created, used)] })
const codeCommit = { git: allow({ Action: 'codecommit:GitPull', Resource: '*' }) }

/** Users that the operator declared as service users: what is wrong with their credentials is not folded into what is wrong with the user. */
export const serviceUsers = [
  'robot-old',
  'robot-fresh',
  'robot-new',
  'robot-idle',
  'robot-forgotten',
  'robot-twice',
  'robot-bedrock',
  'git-old',
  'git-fresh',
  'AzureADRoleManager',
  'cloud-apps',
]

/** As Microsoft's instructions have it: https://learn.microsoft.com/en-us/defender-cloud-apps/protect-aws */
const cloudApps = { CloudApps: allow({ Action: ['cloudtrail:LookupEvents', 's3:PutBucketAcl', 's3:GetBucketAcl'], Resource: '*' }) }

const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess'
const arnOf = (user: string): string => `arn:aws:iam::${accounts.shop}:user/${user}`
const elevated = (name: string, condition?: Readonly<Record<string, unknown>>): RoleSeed => ({
  name,
  trust: allow({ Principal: { AWS: arnOf('ada') }, Action: 'sts:AssumeRole', ...(condition === undefined ? {} : { Condition: condition }) }),
  attached: [administrator],
})

/** IAM users with a fault of every kind, and neighbours without. */
export const iamUsers: Readonly<Record<string, AccountSeed>> = {
  [accounts.shop]: {
    passwordPolicy: { minimumLength: 14, lowercase: true, uppercase: true, numbers: true, symbols: true, reusePrevention: 24 },
    groups: [{ name: 'administrators', attached: [administrator] }, { name: 'left-behind' }],
    roles: [
      elevated('elevated'),
      elevated('elevated-with-mfa', { Bool: { 'aws:MultiFactorAuthPresent': 'true' }, NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } }),
    ],
    users: [
      person('ada'),
      person('admin-bob', { groups: ['administrators'] }),
      person('with-mfa', { mfa: { enabled: daysAgo(300) }, attached: [readOnly] }),
      person('with-passkey', { attached: ['arn:aws:iam::aws:policy/IAMUserChangePassword'] }),
      person('idle-carla', { mfa: { enabled: daysAgo(300) }, password: { changed: daysAgo(300), lastUsed: daysAgo(100) } }),
      { name: 'old-admin-key', created: daysAgo(500), groups: ['administrators'], accessKeys: [key(400, 1)] },
      person('break-glass', { password: { changed: daysAgo(300) } }),
      robot('robot-old', 200, 1),
      robot('robot-fresh', 30, 1),
      robot('robot-new', 20),
      robot('robot-idle', 60, 50),
      robot('robot-forgotten', 60),
      { name: 'robot-twice', created: daysAgo(61), accessKeys: [key(40, 1), key(5, 1)] },
      { name: 'robot-bedrock', created: daysAgo(61) },
      robot('AzureADRoleManager', 200, 1),
      { ...robot('cloud-apps', 30, 1), inline: cloudApps },
      { name: 'retired', created: daysAgo(900), accessKeys: [key(800, 700, false)] },
      { name: 'git-old', created: daysAgo(900), inline: codeCommit, sshKeys: [{ id: 'APKAEXAMPLEOLD000001', uploaded: daysAgo(200) }] },
      { name: 'git-fresh', created: daysAgo(900), inline: codeCommit, sshKeys: [{ id: 'APKAEXAMPLENEW000001', uploaded: daysAgo(10) }] },
    ],
    serviceSpecificCredentials: [
      { id: 'ACCAEXAMPLEOLD000001', user: 'git-old', service: 'codecommit.amazonaws.com', created: daysAgo(120) },
      { id: 'ACCAEXAMPLENEW000001', user: 'git-fresh', service: 'codecommit.amazonaws.com', created: daysAgo(12) },
      { id: 'ACCAEXAMPLEOFF000001', user: 'git-fresh', service: 'codecommit.amazonaws.com', active: false, created: daysAgo(500) },
      { id: 'ACCAEXAMPLEKEY000001', user: 'robot-bedrock', service: 'bedrock.amazonaws.com', created: daysAgo(20) },
      { id: 'ACCAEXAMPLEKEY000002', user: 'robot-bedrock', service: 'bedrock.amazonaws.com', created: daysAgo(20), expires: daysAgo(-10) },
    ],
    upkeep: { mfaDevices: [{ user: 'with-passkey', serial: `arn:aws:iam::${accounts.shop}:u2f/user/with-passkey/passkey-1` }] },
  },
  [accounts.web]: { users: [{ name: 'mailer' }], passwordPolicy: { minimumLength: 8, lowercase: true, numbers: true } },
  [accounts.payments]: { users: [{ name: 'mailer' }] },
}
