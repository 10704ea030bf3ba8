import { byGroup, byThemselves } from './access.ts'
import {
  administrator,
  allow,
  may,
  near,
  open,
  type Planting,
  path,
  policy,
  role,
  roleArn,
  type Seeds,
  type Statement,
  setRoleArn,
  trusting,
} from './planting.ts'

const forLambda = { Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }
const makesFunctions = ['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction']

/** A role that is another's administrator, entered from this account. */
const entered = (name: string, of: Parameters<typeof role>[0], from: Parameters<typeof trusting>[0], more: object = {}): Seeds =>
  role(of, name, { ...trusting(from), ...more }, administrator)

const deny = (Action: string | readonly string[]): Statement => ({ Effect: 'Deny', Action, Resource: '*' })

const guardrail = (name: string, Action: string | readonly string[]): Seeds => ({
  policies: [{ name, document: allow(deny(Action)), targets: ['guarded'] }],
})

/** Rights that lead to more rights, roles that let others in, and what takes such rights away. */
export const rights: readonly Planting[] = [
  path(
    'ada',
    'enters a role that may attach any policy to itself',
    ['web', 'archive'],
    'mfa',
    ...byGroup('ada', 'web', may('sts:AssumeRole', roleArn('web', 'climber'))),
    role('web', 'climber', trusting('web'), may('iam:AttachRolePolicy')),
  ),
  path(
    'abe',
    'may put a policy into any role',
    ['web', 'archive'],
    'single-factor',
    ...byGroup('abe', 'web', may('iam:*'), { demand: 'single-factor' }),
    entered('from-web', 'archive', 'web'),
  ),
  path(
    'alf',
    'may make a role with any rights and any trust',
    ['web', 'archive'],
    'mfa',
    ...byGroup('alf', 'web', may(['iam:CreateRole', 'iam:AttachRolePolicy'])),
  ),
  path(
    'amy',
    'passes an administrator role to a function',
    ['web', 'archive'],
    'mfa',
    ...byGroup('amy', 'web', may(makesFunctions)),
    role('web', 'function', forLambda, administrator),
  ),
  path(
    'art',
    'changes whom an administrator role trusts',
    'lab',
    'mfa',
    ...byGroup('art', 'lab', may('iam:UpdateAssumeRolePolicy', roleArn('lab', 'chief'))),
    role('lab', 'chief', forLambda, administrator),
  ),
  path(
    'axl',
    'assumes an administrator role of the account',
    'lab',
    'single-factor',
    ...byThemselves('axl', 'lab', may('sts:AssumeRole', roleArn('lab', 'lead')), { demand: 'single-factor' }),
    role('lab', 'lead', trusting('lab'), administrator),
  ),
  path(
    'bea',
    'assumes an administrator role of another account, which two more accounts let in',
    ['ops', 'mail', 'maps'],
    'mfa',
    ...byGroup('bea', 'lab', may('sts:AssumeRole', roleArn('ops', 'from-lab'))),
    role('ops', 'from-lab', { Principal: { AWS: setRoleArn('lab', 'bea') }, Action: 'sts:AssumeRole' }, administrator),
  ),
  path(
    'bob',
    'assumes a role of another account, which passes an administrator role to a function; a third lets that one in',
    ['mail', 'maps'],
    'phishing-resistant',
    ...byGroup('bob', 'ops', may('sts:AssumeRole', roleArn('mail', 'from-ops')), { demand: 'phishing-resistant' }),
    role('mail', 'from-ops', trusting('ops'), may(makesFunctions)),
    role('mail', 'function', forLambda, administrator),
  ),
  path(
    'bud',
    'comes over two roles of two accounts to a third',
    'maps',
    'mfa',
    ...byGroup('bud', 'mail', may('sts:AssumeRole', roleArn('ops', 'between'))),
    role('ops', 'between', trusting('mail'), may('sts:AssumeRole', roleArn('maps', 'at-last'))),
    entered('at-last', 'maps', 'ops'),
  ),
  path(
    'bix',
    'assumes a role that assumes another of its account, which a third lets in',
    'maps',
    'mfa',
    ...byGroup('bix', 'mail', may('sts:AssumeRole', roleArn('mail', 'first'))),
    role('mail', 'first', trusting('mail'), may('sts:AssumeRole', roleArn('mail', 'second'))),
    role('mail', 'second', trusting('mail'), may('sts:AssumeRole', roleArn('maps', 'at-end'))),
    entered('at-end', 'maps', 'mail'),
  ),
  path(
    'cal',
    'is named by the trust policy of a role of another account',
    'maps',
    'mfa',
    ...byThemselves('cal', 'mail', may('sts:AssumeRole', roleArn('maps', 'for-cal'))),
    role('maps', 'for-cal', { Principal: { AWS: setRoleArn('mail', 'cal') }, Action: 'sts:AssumeRole' }, administrator),
  ),
  path(
    'cid',
    'has everything but one service',
    ['web', 'archive'],
    'mfa',
    ...byThemselves('cid', 'web', { inline: allow({ Action: '*', Resource: '*' }, deny('s3:*')) }),
  ),
  path('coy', 'administers an account in which no policy of the organization says more', 'fenced', 'mfa', ...byGroup('coy', 'fenced', administrator)),

  path('gwen', 'administers what the organization leaves of an account', 'guarded', 'mfa', ...byGroup('gwen', 'guarded', administrator)),
  open('art', 'makes a user with MFA for a role that demands it of AWS', ['ops', 'mail', 'maps'], 'mfa'),
  open('axl', 'makes such a user, too', ['ops', 'mail', 'maps'], 'single-factor'),

  near(
    'sal',
    'a boundary leaves reading',
    'fenced',
    ...byGroup('sal', 'fenced', { ...administrator, boundary: 'reading' }),
    policy('fenced', 'reading', { Action: ['s3:Get*', 's3:List*', 'sts:GetCallerIdentity'], Resource: '*' }),
  ),
  near('sam', 'a boundary leaves no rights in IAM', 'fenced', ...byGroup('sam', 'fenced', { ...may('iam:*'), boundary: 'reading' })),
  near(
    'sid',
    'a Deny takes back to make roles',
    'web',
    ...byGroup('sid', 'web', {
      inline: allow({ Action: 'iam:CreateRole', Resource: '*' }, { Action: 'iam:AttachRolePolicy', Resource: '*' }, deny('iam:CreateRole')),
    }),
  ),
  near('sia', 'may attach policies to roles, of which Identity Center lets nobody change theirs', 'lab', ...byGroup('sia', 'lab', may('iam:AttachRolePolicy'))),
  near('sky', 'may attach policies to a role of no consequence only', 'web', ...byGroup('sky', 'web', may('iam:AttachRolePolicy', roleArn('web', 'nobody')))),
  near(
    'sol',
    'passes roles to a service that the administrator role does not trust',
    'web',
    ...byGroup('sol', 'web', may(['iam:PassRole', 'ec2:RunInstances'])),
  ),
  near('stu', 'makes functions and passes no role to them', 'web', ...byGroup('stu', 'web', may(['lambda:CreateFunction', 'lambda:InvokeFunction']))),
  near(
    'sue',
    'is not allowed to assume the role that trusts the account',
    'maps',
    ...byGroup('sue', 'mail', may('s3:ListAllMyBuckets')),
    entered('for-mail', 'maps', 'mail'),
  ),
  near('suz', 'may assume a role that does not trust the account', 'ops', ...byGroup('suz', 'mail', may('sts:AssumeRole', roleArn('ops', 'from-lab')))),
  near(
    'tad',
    'assumes a role that demands MFA of AWS, which no federated session has',
    'ops',
    ...byGroup('tad', 'lab', may('sts:AssumeRole', roleArn('ops', 'with-mfa'))),
    entered('with-mfa', 'ops', 'lab', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
  ),
  near(
    'ted',
    'the trust policy wants another organization',
    'ops',
    ...byGroup('ted', 'lab', may('sts:AssumeRole', roleArn('ops', 'of-others'))),
    entered('of-others', 'ops', 'lab', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-anotherorg1' } } }),
  ),
  near('tia', 'the trust policy wants another role', 'maps', ...byGroup('tia', 'mail', may('sts:AssumeRole', roleArn('maps', 'for-cal')))),
  near(
    'tim',
    'the role that they may assume administers nothing',
    'ops',
    ...byGroup('tim', 'lab', may('sts:AssumeRole', roleArn('ops', 'watcher'))),
    role('ops', 'watcher', trusting('lab'), may('s3:ListAllMyBuckets')),
  ),
  near(
    'tom',
    'a service control policy takes away all of IAM, by which they would rise',
    'guarded',
    ...byGroup('tom', 'guarded', may('iam:*')),
    guardrail('no-iam', 'iam:*'),
  ),
  near(
    'ula',
    'a service control policy takes away to assume roles',
    'vault',
    ...byGroup('ula', 'guarded', may('sts:AssumeRole', roleArn('vault', 'from-guarded'))),
    entered('from-guarded', 'vault', 'guarded'),
    guardrail('no-roles', 'sts:AssumeRole'),
  ),
  near(
    'uma',
    'a service control policy takes away to pass roles',
    'guarded',
    ...byGroup('uma', 'guarded', may(makesFunctions)),
    role('guarded', 'function', forLambda, administrator),
    guardrail('no-functions', 'lambda:CreateFunction'),
  ),
  near(
    'una',
    'reads everything of the management account',
    'management',
    ...byGroup('una', 'management', { managed: ['arn:aws:iam::aws:policy/SecurityAudit'] }),
  ),
  near(
    'val',
    'the time of the trust policy is over',
    'archive',
    ...byGroup('val', 'lab', may('sts:AssumeRole', roleArn('archive', 'expired'))),
    entered('expired', 'archive', 'lab', { Condition: { DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } } }),
  ),
]
