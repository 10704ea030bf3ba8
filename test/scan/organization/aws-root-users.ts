import type { AccountSeed } from '../../clouds/aws/seed.ts'
import { accounts, daysAgo } from './accounts.ts'

const hardware = { mfa: 'hardware', password: true, created: daysAgo(2_000) } as const
const removed = { mfa: 'none', password: false, created: daysAgo(2_000) } as const

/** The root user of each account: most without a fault, some with the credentials that the organization took away. */
export const rootUsers: Readonly<Record<string, Pick<AccountSeed, 'root'>>> = {
  [accounts.management]: { root: hardware },
  [accounts.audit]: { root: removed },
  [accounts.identity]: { root: removed },
  [accounts.shop]: { root: hardware },
  [accounts.payments]: { root: { mfa: 'none', password: true, created: daysAgo(2_000) } },
  [accounts.data]: { root: { ...hardware, mfa: 'virtual' } },
  [accounts.pipeline]: { root: { ...hardware, accessKeys: [{ created: daysAgo(300) }] } },
  [accounts.web]: { root: { ...hardware, passwordLastUsed: daysAgo(3) } },
  [accounts.sandbox]: { root: { ...hardware, passwordLastUsed: daysAgo(200) } },
  [accounts.archive]: { root: removed },
  [accounts.acquired]: { root: { mfa: 'none', password: true } },
}
