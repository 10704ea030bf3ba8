import rule from '../../../rules/application-identity/entra-managed-identity-privileged.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { applicationPermissions } from '../../../src/datasets/entra/application-permissions.ts'
import { given, testRule } from '../../rule-tester.ts'
import { managedIdentity, permission, program, programs } from '../program-rows.ts'

const grants = given(applicationPermissions, permission('runbook', 'Directory.ReadWrite.All'), permission('importer', 'User.Read.All'))

testRule(rule, {
  pass: {
    'permissions that read': [programs(managedIdentity('importer')), grants],
    'declared by its object id': [
      programs(managedIdentity('runbook')),
      grants,
      given(declared, { id: 'declared/1', name: 'sp-runbook', kind: 'principal', value: 'sp-runbook', reason: 'Joiners and leavers' }),
    ],
  },
  fail: {
    'one that changes the directory, beside one that reads it': {
      given: [programs(managedIdentity('runbook'), managedIdentity('importer')), grants],
      subjects: ['sp-runbook'],
      severity: 'high',
      message: /^Managed identity runbook can change groups, users and settings of the directory; so can whoever runs code where it is used\.$/,
    },
    'one that is off': { given: [programs(managedIdentity('runbook', { accountEnabled: false })), grants], severity: 'medium' },
  },
  'not-applicable': { 'an application': [programs(program('runbook')), grants] },
})
