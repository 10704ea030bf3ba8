import type { Invent } from '../answers.ts'
import type { Answer, Value } from '../wire.ts'

const always =
  (value: { readonly [member: string]: Value }): Invent =>
  (): Answer => ({ kind: 'answer', value })

const off =
  (status: number, code: string, message: (account: string) => string): Invent =>
  ({ account }): Answer => ({ kind: 'error', status, code, message: message(account) })

/** An account that nothing watches: no trail, and no service switched on. */
export const auditServices: readonly (readonly [string, Invent])[] = [
  ['access-analyzer:ListAnalyzers', always({ analyzers: [] })],
  ['cloudtrail:DescribeTrails', always({ trailList: [] })],
  ['cloudtrail:ListEventDataStores', always({ EventDataStores: [] })],
  ['config:DescribeConfigurationRecorders', always({ ConfigurationRecorders: [] })],
  ['guardduty:ListDetectors', always({ DetectorIds: [] })],
  ['rolesanywhere:ListProfiles', always({ profiles: [] })],
  ['rolesanywhere:ListTrustAnchors', always({ trustAnchors: [] })],
  ['securityhub:DescribeHub', off(401, 'InvalidAccessException', account => `Account ${account} is not subscribed to AWS Security Hub`)],
  ['securityhub:DescribeSecurityHubV2', off(404, 'ResourceNotFoundException', () => 'Security Hub is not enabled')],
]
