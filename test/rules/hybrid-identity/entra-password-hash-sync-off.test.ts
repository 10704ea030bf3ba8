import rule from '../../../rules/hybrid-identity/entra-password-hash-sync-off.ts'
import { directorySynchronizations } from '../../../src/datasets/entra/domains.ts'
import { given, testRule } from '../../rule-tester.ts'
import { synchronization } from '../settings-rows.ts'

const sync = (lastPasswordSyncAt: string | null) => [
  given(directorySynchronizations, synchronization({ isEnabled: true, lastSyncAt: '2026-11-23T23:40:00Z', lastPasswordSyncAt })),
]

testRule(rule, {
  pass: { 'minutes ago': sync('2026-11-23T23:58:00Z'), 'late, which is another finding': sync('2026-11-10T00:00:00Z') },
  fail: {
    never: { given: sync(null), message: /without its password hashes/, severity: 'medium' },
    'turned off': { given: sync('2026-08-10T00:00:00Z'), message: /no longer are/ },
  },
  'not-applicable': { 'not synchronized': [given(directorySynchronizations, synchronization())] },
})
