import type { AccountPolicies } from '../src/analysis/iam/account-principals.ts'
import { escalationPrimitives } from '../src/analysis/iam/escalation/primitives.ts'
import type { IamPolicy, IamRole } from '../src/datasets/aws/iam.ts'

const ACCOUNT = '111111111111'
const scope = `aws-account/${ACCOUNT}`
const createdAt = '2024-01-01T00:00:00Z'
const POLICIES = 5

const seeded = (seed: number): ((below: number) => number) => {
  let state = seed >>> 0
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const text = (...statements: readonly object[]): string => JSON.stringify({ Version: '2012-10-17', Statement: statements })
const allow = (action: readonly string[], resource: readonly string[] | string, more: object = {}) => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
  ...more,
})

const services = ['s3', 'dynamodb', 'sqs', 'sns', 'logs', 'ec2', 'kms', 'lambda', 'ecr', 'events', 'cloudwatch', 'states']
const verbs = ['Get', 'List', 'Describe', 'PutItem', 'PutObject', 'BatchGet', 'Query', 'SendMessage', 'Receive', 'Tag']
const trusted = [...new Set(escalationPrimitives.flatMap(({ service }) => service ?? []))]

const tagged = { Condition: { StringEquals: { 'aws:ResourceTag/team': ['blue', 'red'] } } }
const withMfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }

/**
 * An account of so many roles, each with five documents of four statements that no other role has: of a hundred roles one is an administrator, two are so with
 * MFA, fifteen hold the actions of an escalation primitive, a third of these on everything; half have one of four permissions boundaries, and three levels of
 * service control policies lie above. Everything follows from the seed.
 */
export const generatedRoles = (count: number, seed = 1): AccountPolicies => {
  const random = seeded(seed)
  const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T
  const ordinary = (role: number, place: number) =>
    allow(
      [0, 1, 2].map(() => `${pick(services)}:${pick(verbs)}${random(4) === 0 ? `Item${random(90)}` : '*'}`),
      [`arn:aws:s3:::data-${role}-${place}/*`, `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/app-${role}`],
      random(6) === 0 ? tagged : {},
    )
  const primitive = (role: number) => {
    const { onTarget, elsewhere } = pick(escalationPrimitives)
    const actions = [...onTarget, ...elsewhere].map(choices => pick(choices))
    const isWide = random(3) === 0
    const more = random(4) === 0 ? tagged : {}
    return actions.length === 0
      ? allow(['sts:AssumeRole'], `arn:aws:iam::${ACCOUNT}:role/app-${random(count)}`, more)
      : allow(actions, isWide ? '*' : [`arn:aws:iam::${ACCOUNT}:role/team-${role % 50}/*`, `arn:aws:lambda:*:${ACCOUNT}:function:app-${role}-*`], more)
  }
  const documentsOf = (role: number) =>
    Array.from({ length: POLICIES }, (_, index) => {
      const statements: object[] = [0, 1, 2, 3].map(place => ordinary(role, index * 4 + place))
      const kind = role % 100
      if (index === 0 && kind === 0) statements[0] = allow(['*'], '*')
      else if (index === 0 && kind < 3) statements[0] = allow(['*'], '*', withMfa)
      else if (index === 0 && kind < 18) statements[0] = primitive(role)
      else if (index === 1 && kind > 90)
        statements[1] = {
          Effect: 'Deny',
          Action: ['iam:*', 'organizations:*'],
          Resource: '*',
          Condition: { StringNotEquals: { 'aws:RequestedRegion': `eu-west-${role % 3}` } },
        }
      return { name: `policy-${index}`, document: text(...statements) }
    })
  const trustOf = (role: number): string => {
    const principal =
      role % 5 === 0
        ? { AWS: `arn:aws:iam::${ACCOUNT}:role/app-${random(count)}` }
        : role % 7 === 0
          ? { AWS: `arn:aws:iam::${ACCOUNT}:root` }
          : { Service: [pick(trusted), pick(trusted)] }
    return text({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal })
  }
  const boundary = (name: string, document: string): IamPolicy => ({
    scope,
    id: `ANPA${name}`,
    name,
    arn: `arn:aws:iam::${ACCOUNT}:policy/${name}`,
    path: '/',
    isAwsManaged: false,
    attachmentCount: 0,
    boundaryUsageCount: count,
    defaultVersionId: 'v1',
    document,
  })
  const boundaries = [
    boundary('open', text(allow(['*'], '*'))),
    boundary('no-iam', text({ Effect: 'Allow', NotAction: ['iam:*', 'organizations:*'], Resource: '*' })),
    boundary('pass-some', text(allow(['*'], '*'), { Effect: 'Deny', Action: 'iam:PassRole', NotResource: `arn:aws:iam::${ACCOUNT}:role/app-*` })),
    boundary('regional', text(allow(['*'], '*', { Condition: { StringLike: { 'aws:RequestedRegion': 'eu-*' } } }))),
  ]
  const role = (index: number): IamRole => ({
    scope,
    id: `AROA${String(index).padStart(16, '0')}`,
    name: `app-${index}`,
    arn: `arn:aws:iam::${ACCOUNT}:role/app-${index}`,
    path: '/',
    createdAt,
    inlinePolicies: documentsOf(index),
    attachedPolicies: [],
    trustPolicy: trustOf(index),
    instanceProfileArns: [],
    ...(index % 2 === 0 ? {} : { boundaryArn: boundaries[random(boundaries.length)]?.arn }),
  })
  const full = { name: 'FullAWSAccess', document: text(allow(['*'], '*')) }
  return {
    account: ACCOUNT,
    organization: 'o-exampleorg1',
    isManagement: false,
    users: [],
    groups: [],
    roles: Array.from({ length: count }, (_, index) => role(index)),
    policies: boundaries,
    serviceControl: [
      [
        full,
        {
          name: 'baseline',
          document: text({
            Effect: 'Deny',
            Action: ['organizations:LeaveOrganization', 'cloudtrail:StopLogging', 'iam:CreateUser', 'iam:CreateAccessKey'],
            Resource: '*',
          }),
        },
      ],
      [
        full,
        {
          name: 'regions',
          document: text({
            Effect: 'Deny',
            NotAction: ['iam:*', 'sts:*', 'organizations:*', 'support:*'],
            Resource: '*',
            Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] } },
          }),
        },
      ],
      [
        full,
        {
          name: 'roles',
          document: text({
            Effect: 'Deny',
            Action: ['iam:*Role*'],
            Resource: `arn:aws:iam::*:role/protected/*`,
            Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/protected/*' } },
          }),
        },
      ],
    ],
    resourceControl: 'none',
  }
}
