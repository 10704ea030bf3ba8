import rule from '../../../rules/hybrid-identity/entra-sync-stale.ts'
import { directorySynchronizations } from '../../../src/datasets/entra/domains.ts'
import { given, testRule } from '../../rule-tester.ts'
import { synchronization } from '../settings-rows.ts'

const sync = (lastSyncAt: string | null, lastPasswordSyncAt: string | null) => [
  given(directorySynchronizations, synchronization({ isEnabled: true, lastSyncAt, lastPasswordSyncAt })),
]

testRule(rule, {
  pass: {
    'minutes ago': sync('2026-11-23T23:40:00Z', '2026-11-23T23:58:00Z'),
    'passwords are not synchronized at all': sync('2026-11-23T23:40:00Z', null),
    'passwords have not been synchronized for a year, which is another finding': sync('2026-11-23T23:40:00Z', '2025-11-23T23:40:00Z'),
    'yesterday, with other thresholds': { given: sync('2026-11-23T08:00:00Z', '2026-11-20T08:00:00Z'), parameters: { hours: 24, passwordHours: 200 } },
  },
  fail: {
    'the directory stands still': { given: sync('2026-11-22T22:00:00Z', '2026-11-23T23:58:00Z'), message: /26 hours ago/, severity: 'high' },
    'only passwords stand still': { given: sync('2026-11-23T23:40:00Z', '2026-11-20T23:40:00Z'), message: 'Passwords were last synchronized 3 days ago.' },
    never: { given: sync(null, null), message: /never was/ },
  },
  'not-applicable': {
    'never synchronized': [given(directorySynchronizations, synchronization())],
    'no longer synchronized': [given(directorySynchronizations, synchronization({ isEnabled: false, lastSyncAt: '2020-01-01T00:00:00Z' }))],
  },
})
