import rule from '../../../rules/application-identity/entra-tenant-wide-delegated-grant-dangerous.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { delegatedPermissions } from '../../../src/datasets/entra/application-permissions.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { application, user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { grant, MICROSOFT_TENANT, program, programs } from '../program-rows.ts'

testRule(rule, {
  pass: {
    'scopes to sign in': [
      programs(program('shop')),
      given(delegatedPermissions, grant('shop', ['openid', 'User.Read', 'Mail.ReadBasic', 'Files.Read.Selected'])),
    ],
    declared: [
      programs(program('mailer')),
      given(delegatedPermissions, grant('mailer', ['Mail.ReadWrite'])),
      given(declared, { id: 'declared/1', name: 'mailer', kind: 'application', value: 'mailer', reason: 'The mail client' }),
    ],
    'the same words on an API of somebody': [
      programs(program('shop'), application('api-of-ours', 'Ours')),
      given(delegatedPermissions, grant('shop', ['Mail.Read'], { resourceId: 'sp-api-of-ours' })),
    ],
  },
  fail: {
    'mail of everybody, beside who signs in alone': {
      given: [
        programs(program('mailer'), program('shop')),
        given(delegatedPermissions, grant('mailer', ['openid', 'Mail.ReadWrite', 'Files.Read.All']), grant('shop', ['User.Read'])),
      ],
      subjects: ['grant-mailer'],
      severity: 'critical',
      message: /^mailer may use Mail\.ReadWrite, Files\.Read\.All of Microsoft Graph for everybody, and is not declared\.$/,
    },
    'an administrator’s own consent': {
      given: [
        programs(program('tool')),
        given(entraUsers, user('ada')),
        given(delegatedPermissions, grant('tool', ['Directory.AccessAsUser.All'], { principalId: 'ada' })),
      ],
      severity: 'critical',
      message: /for ada@contoso\.example/,
    },
    'an administrator’s whose account is off': {
      given: [
        programs(program('tool')),
        given(entraUsers, user('ada', { accountEnabled: false })),
        given(delegatedPermissions, grant('tool', ['Directory.AccessAsUser.All'], { principalId: 'ada' })),
      ],
      severity: 'medium',
    },
    'Microsoft’s own tools': {
      given: [
        programs(program('cli', { appOwnerOrganizationId: MICROSOFT_TENANT })),
        given(delegatedPermissions, grant('cli', ['RoleManagement.ReadWrite.Directory'])),
      ],
      severity: 'high',
    },
    'one that is off': {
      given: [programs(program('old', { accountEnabled: false })), given(delegatedPermissions, grant('old', ['Mail.Read']))],
      severity: 'medium',
    },
  },
  unknown: {
    'an API that is not listed': [programs(program('shop')), given(delegatedPermissions, grant('shop', ['Mail.Read'], { resourceId: 'sp-gone' }))],
    'an application that is not listed': [programs(), given(delegatedPermissions, grant('gone', ['Mail.Read']))],
  },
})
