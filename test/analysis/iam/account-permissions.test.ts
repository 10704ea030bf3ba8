import { describe, expect, it } from 'vitest'
import type { AccountPermissions } from '../../../src/analysis/iam/account-permissions.ts'
import { wordsOf } from '../../../src/analysis/iam/expression.ts'
import { ACCOUNT, allow, attach, deny, document, EVERYTHING, group, inline, level, permissionsOf, policy, role, user } from './account-rows.ts'

const nobody = { Principal: { Service: 'none.amazonaws.com' } }
const about = (permissions: AccountPermissions, id: string) => {
  const { answer, how, isPlain } = permissions.isAdministrator(id)
  return [answer, isPlain, how]
}
const ways = (permissions: AccountPermissions, id: string) =>
  permissions.escalations(id).map(({ primitive, certainty, target }) => [primitive.id, certainty, target])

describe('administrators', () => {
  it('are those who may do everything, by their own policies or their groups', () => {
    const admin = policy('AdministratorAccess', EVERYTHING)
    const permissions = permissionsOf({
      users: [user('own', attach(admin)), user('grouped', { groups: ['admins'] }), user('reader', inline(document(allow('s3:Get*'))))],
      groups: [group('admins', attach(admin))],
      policies: [admin],
    })
    expect(['AIDAown', 'AIDAgrouped', 'AIDAreader', 'AIDAgone'].map(id => about(permissions, id))).toEqual([
      ['yes', true, 'may do everything'],
      ['yes', true, 'may do everything'],
      ['no', false, ''],
      ['no', false, ''],
    ])
    expect(permissions.isAdministrator('AIDAgrouped').because()).toMatchObject([{ policy: 'AdministratorAccess', group: 'admins', effect: 'Allow' }])
  })

  it('are found by ARN as well', () => {
    const permissions = permissionsOf({ users: [user('own', inline(EVERYTHING))] })
    expect(about(permissions, `arn:aws:iam::${ACCOUNT}:user/own`)).toEqual(about(permissions, 'AIDAown'))
  })

  it('are those too who can give themselves the rest', () => {
    const own = policy('own', document(allow('iam:CreatePolicyVersion', { Resource: `arn:aws:iam::${ACCOUNT}:policy/own` })))
    const permissions = permissionsOf({
      users: [
        user('self', inline(document(allow('iam:AttachUserPolicy', { Resource: `arn:aws:iam::${ACCOUNT}:user/\${aws:username}` })))),
        user('versions', attach(own)),
      ],
      policies: [own],
    })
    expect(about(permissions, 'AIDAself')).toEqual(['yes', false, 'can attach a policy to itself'])
    expect(about(permissions, 'AIDAversions')).toEqual(['yes', false, 'can write a new version of a policy that it holds'])
  })

  it('are those in China, too, whose policies name its ARNs', () => {
    const arn = `arn:aws-cn:iam::${ACCOUNT}:role/maker`
    const write = document(allow(['iam:CreateRole', 'iam:PutRolePolicy'], { Resource: `arn:aws-cn:iam::${ACCOUNT}:role/*` }))
    const permissions = permissionsOf({ roles: [role('maker', nobody, { arn, ...inline(write) })] })
    expect(about(permissions, 'AROAmaker')[0]).toBe('yes')
    const deployer = policy('deployer', document(allow('iam:*', { Resource: `arn:aws-cn:iam::${ACCOUNT}:*` })))
    const users = [user('ann', { arn: `arn:aws-cn:iam::${ACCOUNT}:user/ann`, ...attach(deployer) })]
    expect(about(permissionsOf({ users, policies: [deployer] }), 'AIDAann')[0]).toBe('yes')
  })

  it('are not those whom a Deny or a boundary keeps from it', () => {
    const boundary = policy('boundary', document(allow(['s3:*', 'iam:PutUserPolicy'])))
    const permissions = permissionsOf({
      users: [
        user('power', inline(document({ Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' }))),
        user('bounded', { ...inline(EVERYTHING), boundaryArn: boundary.arn }),
        user('denied', inline(EVERYTHING, document(deny(['iam:*', 'sts:*'])))),
      ],
      policies: [boundary],
    })
    for (const id of ['AIDApower', 'AIDAbounded', 'AIDAdenied']) expect(about(permissions, id)).toEqual(['no', false, ''])
  })

  it('are those whose boundary allows everything, or can be taken off', () => {
    const wide = policy('wide', EVERYTHING)
    const narrow = policy('narrow', document(allow(['s3:*', 'iam:DeleteUserPermissionsBoundary'])))
    const permissions = permissionsOf({
      users: [user('wide', { ...inline(EVERYTHING), boundaryArn: wide.arn }), user('narrow', { ...inline(EVERYTHING), boundaryArn: narrow.arn })],
      policies: [wide, narrow],
    })
    expect(about(permissions, 'AIDAwide')).toEqual(['yes', true, 'may do everything'])
    expect(about(permissions, 'AIDAnarrow')).toEqual(['yes', false, 'can take off the permissions boundary that holds it'])
  })

  it('are not those who may make bounded roles only', () => {
    const bounded = { StringEquals: { 'iam:PermissionsBoundary': `arn:aws:iam::${ACCOUNT}:policy/b` } }
    const permissions = permissionsOf({
      users: [
        user('delegated', inline(document(allow(['iam:CreateRole', 'iam:AttachRolePolicy', 'iam:PutRolePolicy'], { Condition: bounded })))),
        user('free', inline(document(allow(['iam:CreateRole', 'iam:AttachRolePolicy'])))),
      ],
    })
    expect(about(permissions, 'AIDAdelegated')).toEqual(['no', false, ''])
    expect(about(permissions, 'AIDAfree')).toEqual(['yes', false, 'can make a role that trusts it and give it any policy'])
  })

  it('are administrators under a condition, where all they have is under one', () => {
    const mfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }
    const permissions = permissionsOf({ users: [user('mfa', inline(document(allow('*', { Condition: mfa }))))] })
    const { answer, condition } = permissions.isAdministrator('AIDAmfa')
    expect([answer, wordsOf(condition)]).toEqual(['conditional', 'aws:multifactorauthpresent is true'])
  })

  it('stay administrators under service control policies that forbid everybody something', () => {
    const serviceControl = [level(document(deny(['cloudtrail:StopLogging', 'organizations:LeaveOrganization', 'iam:CreateUser']))), level()]
    const permissions = permissionsOf({ users: [user('own', inline(EVERYTHING))], serviceControl })
    expect(about(permissions, 'AIDAown')).toEqual(['yes', true, 'may do everything'])
    expect(permissions.isAdministrator('AIDAown').because()).toMatchObject([{ policy: 'inline1', effect: 'Allow' }])
    const withoutIam = permissionsOf({ users: [user('own', inline(EVERYTHING))], serviceControl: [level(document(deny('iam:*')))] })
    expect(withoutIam.isAdministrator('AIDAown').because()).toMatchObject([{ policy: 'inline1', effect: 'Allow' }])
  })

  it('are none where service control policies leave nothing', () => {
    const permissions = permissionsOf({ users: [user('own', inline(EVERYTHING))], serviceControl: [level(document(deny('*')))] })
    expect(about(permissions, 'AIDAown')).toEqual(['no', false, ''])
    const spared = { ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::*:user/spared` } }
    const quarantine = permissionsOf({
      users: [user('own', inline(EVERYTHING)), user('spared', inline(EVERYTHING))],
      serviceControl: [level(document(deny('*', { Condition: spared })))],
    })
    expect([about(quarantine, 'AIDAown')[0], about(quarantine, 'AIDAspared')[0]]).toEqual(['no', 'yes'])
  })

  it('are unknown where the organization’s policies were not read, and no less known where nothing allows it', () => {
    const permissions = permissionsOf({ users: [user('own', inline(EVERYTHING)), user('none')], serviceControl: 'unread' })
    expect(permissions.isAdministrator('AIDAown')).toMatchObject({ answer: 'unknown', unread: ['the organization’s service control policies'] })
    expect(about(permissions, 'AIDAnone')).toEqual(['no', false, ''])
  })

  it('are unknown where a policy of theirs cannot be read', () => {
    const permissions = permissionsOf({
      users: [
        user('broken', inline('{')),
        user('lost', { attachedPolicies: [{ name: 'gone', arn: `arn:aws:iam::${ACCOUNT}:policy/gone` }] }),
        user('odd', { groups: ['unseen'] }),
      ],
    })
    for (const id of ['AIDAbroken', 'AIDAlost', 'AIDAodd']) expect(permissions.isAdministrator(id).answer).toBe('unknown')
  })

  it('are not roles that IAM refuses to change, for all that they may change themselves', () => {
    const rights = inline(document(allow(['iam:PutRolePolicy', 'iam:AttachRolePolicy'])))
    const permissions = permissionsOf({
      roles: [
        role('AWSReservedSSO_Ops_0123456789abcdef', nobody, { ...rights, path: '/aws-reserved/sso.amazonaws.com/' }),
        role('AWSServiceRoleForX', nobody, { ...rights, path: '/aws-service-role/x.amazonaws.com/' }),
        role('plain', nobody, rights),
      ],
    })
    expect(permissions.principals.map(({ id }) => permissions.isAdministrator(id).answer)).toEqual(['no', 'no', 'yes'])
  })
})

describe('escalations', () => {
  const lambda = { Principal: { Service: 'lambda.amazonaws.com' } }
  const functions = allow(['lambda:CreateFunction', 'lambda:InvokeFunction'])
  const admin = role('admin', lambda, inline(EVERYTHING))
  const passing = (more: Readonly<Record<string, unknown>> = {}) => user('me', inline(document(functions, allow('iam:PassRole', more))))

  it('by a passed role need a privileged role that trusts the service', () => {
    expect(ways(permissionsOf({ users: [passing()], roles: [admin] }), 'AIDAme')).toEqual([['lambda-create-function', 'certain', admin.arn]])
    expect(ways(permissionsOf({ users: [passing()], roles: [role('admin', nobody, inline(EVERYTHING))] }), 'AIDAme')).toEqual([])
    expect(ways(permissionsOf({ users: [passing()], roles: [role('app', lambda, inline(document(allow('s3:Get*'))))] }), 'AIDAme')).toEqual([])
  })

  it('by a passed role need that very role and service', () => {
    expect(ways(permissionsOf({ users: [passing({ Resource: `arn:aws:iam::${ACCOUNT}:role/app-*` })], roles: [admin] }), 'AIDAme')).toEqual([])
    const toService = (service: string) => ({ Condition: { StringEquals: { 'iam:PassedToService': service } } })
    expect(ways(permissionsOf({ users: [passing(toService('ec2.amazonaws.com'))], roles: [admin] }), 'AIDAme')).toEqual([])
    expect(ways(permissionsOf({ users: [passing(toService('lambda.amazonaws.com'))], roles: [admin] }), 'AIDAme')).toEqual([
      ['lambda-create-function', 'certain', admin.arn],
    ])
  })

  it('under a condition are conditional, and name it', () => {
    const tagged = permissionsOf({ users: [passing({ Condition: { StringEquals: { 'aws:ResourceTag/team': 'blue' } } })], roles: [admin] })
    expect(tagged.escalations('AIDAme').map(({ certainty, condition }) => [certainty, wordsOf(condition)])).toEqual([
      ['conditional', 'aws:resourcetag/team is blue'],
    ])
  })

  it('are cut by service control policies, boundaries and Deny statements', () => {
    const boundary = policy('b', document(allow('*'), deny('iam:PassRole')))
    for (const given of [
      { users: [passing()], serviceControl: [level(document(deny('iam:PassRole')))] },
      { users: [{ ...passing(), boundaryArn: boundary.arn }], policies: [boundary] },
      { users: [user('me', inline(document(functions, allow('iam:PassRole')), document(deny('iam:PassRole', { Resource: admin.arn }))))] },
    ])
      expect(ways(permissionsOf({ roles: [admin], ...given }), 'AIDAme')).toEqual([])
  })

  it('lead through roles that are only a step', () => {
    const step = role('step', { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }, inline(document(functions, allow('iam:PassRole'))))
    const me = user('me', inline(document(allow('sts:AssumeRole', { Resource: step.arn }))))
    const permissions = permissionsOf({ users: [me], roles: [step, admin] })
    expect(ways(permissions, 'AROAstep')).toEqual([['lambda-create-function', 'certain', admin.arn]])
    expect(ways(permissions, 'AIDAme')).toEqual([['sts-assume-role', 'certain', step.arn]])
  })

  it('by assuming need the trust to be met', () => {
    const trusting = (principal: object, more: object = {}) => role('admin', { Principal: principal, ...more }, inline(EVERYTHING))
    const me = user('me')
    const assumer = user('me', inline(document(allow('sts:AssumeRole'))))
    const root = { AWS: `arn:aws:iam::${ACCOUNT}:root` }
    expect(ways(permissionsOf({ users: [me], roles: [trusting({ AWS: me.arn })] }), 'AIDAme')).toHaveLength(1)
    expect(ways(permissionsOf({ users: [me], roles: [trusting(root)] }), 'AIDAme')).toEqual([])
    expect(ways(permissionsOf({ users: [assumer], roles: [trusting(root)] }), 'AIDAme')).toHaveLength(1)
    expect(ways(permissionsOf({ users: [assumer], roles: [trusting({ AWS: '999999999999' })] }), 'AIDAme')).toEqual([])
    const mfa = permissionsOf({ users: [assumer], roles: [trusting(root, { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })] })
    expect(ways(mfa, 'AIDAme')).toMatchObject([['sts-assume-role', 'conditional', admin.arn]])
  })

  it('into member accounts by their administrator role are looked for where the account may manage them', () => {
    const assumer = (resource: string) => user('me', inline(document(allow('sts:AssumeRole', { Resource: resource }))))
    const member = 'arn:aws:iam::*:role/OrganizationAccountAccessRole'
    expect(ways(permissionsOf({ users: [assumer(member)], isManagement: true }), 'AIDAme')).toEqual([
      ['sts-organization-role', 'potential', 'arn:aws:iam::000000000000:role/OrganizationAccountAccessRole'],
    ])
    expect(ways(permissionsOf({ users: [assumer(member)] }), 'AIDAme')).toEqual([])
    expect(ways(permissionsOf({ users: [assumer('arn:aws:iam::*:role/other')], isManagement: true }), 'AIDAme')).toEqual([])
  })

  it('are none of whoever may do everything anyway', () => {
    expect(ways(permissionsOf({ users: [user('me', inline(EVERYTHING))], roles: [admin] }), 'AIDAme')).toEqual([])
  })

  it('do not touch roles that IAM refuses to change, which can be assumed all the same', () => {
    const reserved = role(
      'AWSReservedSSO_Admin_0123456789abcdef',
      { Principal: { Federated: `arn:aws:iam::${ACCOUNT}:saml-provider/AWSSSO_x` }, Action: 'sts:AssumeRoleWithSAML' },
      { ...inline(EVERYTHING), path: '/aws-reserved/sso.amazonaws.com/' },
    )
    const me = user('me', inline(document(allow(['iam:UpdateAssumeRolePolicy', 'iam:AttachRolePolicy', 'iam:PutRolePolicy']))))
    expect(ways(permissionsOf({ users: [me], roles: [reserved] }), 'AIDAme')).toEqual([])
  })

  it('over what runs as a privileged role are potential, and none where no such role trusts the service', () => {
    const me = user('me', inline(document(allow('lambda:UpdateFunctionCode'))))
    expect(ways(permissionsOf({ users: [me], roles: [admin] }), 'AIDAme')).toEqual([['lambda-update-code', 'potential', undefined]])
    expect(ways(permissionsOf({ users: [me] }), 'AIDAme')).toEqual([])
  })

  it('over the organization are certain in the account that manages it', () => {
    const me = user('me', inline(document(allow('organizations:DetachPolicy'))))
    expect(ways(permissionsOf({ users: [me], isManagement: true }), 'AIDAme')).toEqual([['organizations-detach-policy', 'certain', undefined]])
    const elsewhere = permissionsOf({ users: [me] })
    expect(ways(elsewhere, 'AIDAme')).toEqual([])
    expect(elsewhere.asides('AIDAme').map(({ primitive, certainty }) => [primitive.id, certainty])).toEqual([['organizations-detach-policy', 'potential']])
  })

  it('are unknown where the organization’s policies were not read', () => {
    expect(ways(permissionsOf({ users: [passing()], roles: [admin], serviceControl: 'unread' }), 'AIDAme')).toEqual([
      ['lambda-create-function', 'unknown', admin.arn],
    ])
  })
})
