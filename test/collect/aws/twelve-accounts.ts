import type { AwsSeed } from '../../clouds/aws/seed.ts'

export const MANAGEMENT = '100000000000'
export const AUDIT = '100000000001'
/** Members that can be entered, the audit account first. */
export const OPEN = [AUDIT, ...[2, 3, 4, 5, 6, 7, 8].map(n => `10000000000${n}`)] as const
/** Members whose role does not let the scanner in. */
export const DARK = ['100000000009', '100000000010', '100000000011'] as const
export const CLOSED = '100000000012'

const unitOf = (n: number): string | undefined => (n === 1 ? undefined : n % 2 === 0 ? 'Production' : 'Sandbox')

/** An organization of twelve active accounts, each with one user of its own name, and of one that is being closed. */
export const TWELVE_ACCOUNTS: AwsSeed = {
  accounts: Object.fromEntries(
    [MANAGEMENT, ...OPEN, ...DARK].map((id, n) => [
      id,
      {
        users: [{ name: `user-${n}` }],
        entry: DARK.some(dark => dark === id) ? ('nobody' as const) : { role: 'audit/PosternReadOnly', externalId: 'ticket-7' },
        delegatedAdministrator: id === AUDIT,
      },
    ]),
  ),
  organization: {
    management: MANAGEMENT,
    units: [{ name: 'Work' }, { name: 'Production', parent: 'Work' }, { name: 'Sandbox' }],
    members: [
      ...[...OPEN, ...DARK].map((id, n) => {
        const unit = unitOf(n + 1)
        return { id, name: `account-${n + 1}`, ...(unit === undefined ? {} : { unit }) }
      }),
      { id: CLOSED, name: 'closed', status: 'PENDING_CLOSURE' as const },
    ],
  },
}
