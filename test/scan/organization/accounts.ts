/** The twelve accounts of the organization, by what is planted in them. */
export const accounts = {
  management: '100000000001',
  /** Nothing is wrong in it. */
  audit: '100000000002',
  /** SAML providers and the roles that trust them. */
  identity: '100000000003',
  /** IAM users. */
  shop: '100000000004',
  /** A root user with faults. */
  payments: '100000000005',
  /** Roles that trust outsiders. */
  data: '100000000006',
  /** Roles that trust GitHub. */
  pipeline: '100000000007',
  /** A weak password policy, and a root user that was used. */
  web: '100000000008',
  /** No service control policy reaches it; policies that allow everything. */
  sandbox: '100000000009',
  /** Nothing is wrong in it. */
  archive: '100000000010',
  /** Suspended: it cannot be entered, and nobody expects it. */
  closed: '100000000011',
  /** The config leaves it out. */
  acquired: '100000000012',
} as const

export const organizationId = 'o-contosotest'

const DAY = 86_400_000

/** Seeds are as old as they say on whatever day the test runs. */
export const daysAgo = (days: number): string => `${new Date(Date.now() - days * DAY).toISOString().slice(0, 19)}Z`

export const allow = (statement: Readonly<Record<string, unknown>>) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] })
