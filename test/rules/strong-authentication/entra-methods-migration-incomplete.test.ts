import rule from '../../../rules/strong-authentication/entra-methods-migration-incomplete.ts'
import { methodsPolicies } from '../../../src/datasets/entra/methods-policy.ts'
import { given, testRule } from '../../rule-tester.ts'
import { methodsPolicy } from '../settings-rows.ts'

const migration = (migrationState: string | null) => [given(methodsPolicies, methodsPolicy({ migrationState }))]

testRule(rule, {
  pass: { complete: migration('migrationComplete'), 'nothing to migrate': migration(null) },
  fail: { begun: { given: migration('migrationInProgress'), severity: 'low' }, 'not begun': migration('preMigration') },
})
