import type { ScopeReport } from '../../src/assessment.ts'

type Gap = ScopeReport['gaps'][number]

export const accounts = ['contoso-management', 'payments-production', 'payments-test', 'data-platform', 'shared-services', 'web-shop', 'sandbox']
export const tenant = 'entra-tenant/5b7d3a1e-0c52-4f0e-9c55-2f6d8a3b9e10'
export const accountId = (index: number): string => `aws-account/${String(111122223333 + index * 1111)}`

/** What the made-up identity could not read, for each kind of reason. */
export const gaps: readonly Gap[] = [
  {
    dataset: 'conditional-access-policies',
    scope: tenant,
    reason: 'denied',
    detail: 'GET /beta/identity/conditionalAccess/policies answered 403 AccessDenied',
    permission: 'Policy.Read.All',
  },
  {
    dataset: 'credential-report',
    scope: accountId(3),
    reason: 'denied',
    detail: 'GenerateCredentialReport answered AccessDenied',
    permission: 'iam:GenerateCredentialReport',
  },
  { dataset: 'trails', scope: accountId(5), part: 'eu-west-1', reason: 'throttled', detail: 'DescribeTrails was throttled 8 times; gave up after 120 s' },
  { dataset: 'risk-policies', scope: tenant, reason: 'not-licensed', detail: 'The tenant has no Microsoft Entra ID P2 licence' },
]

/** How each made-up scope was read. */
export const scopes = (): readonly ScopeReport[] => [
  ...accounts.map((name, index) => ({
    id: accountId(index),
    kind: 'aws-account' as const,
    name,
    parent: 'aws-organization/o-c0nt0s0abc',
    identity: `arn:aws:sts::${111122223333 + index * 1111}:assumed-role/PosternReadOnly/postern`,
    tables: { complete: 14 - (index === 3 || index === 5 ? 1 : 0), incomplete: index === 3 || index === 5 ? 1 : 0, rows: 420 + index * 37 },
    requests: [
      { service: 'iam', requests: 14 + index, failed: index === 3 ? 1 : 0 },
      { service: 'sts', requests: 1, failed: 0 },
    ],
    gaps: gaps.filter(gap => gap.scope === accountId(index)),
  })),
  {
    id: tenant,
    kind: 'entra-tenant',
    name: 'Contoso',
    identity: 'application 7f0c8a52-30a9-4a37-8f0b-1a5f0a7d8c11',
    tables: { complete: 11, incomplete: 2, rows: 5213 },
    requests: [{ service: 'graph', requests: 61, failed: 2 }],
    gaps: gaps.filter(gap => gap.scope === tenant),
  },
]
