/** The twenty accounts of the organization, by what leads into them. */
export const accounts = {
  management: '100000000001',
  /** Permission sets of groups and people. */
  shop: '100000000002',
  bank: '100000000003',
  /** Groups under PIM. */
  data: '100000000004',
  /** Rights that lead to more rights. */
  web: '100000000005',
  lab: '100000000006',
  /** Roles of other accounts lead in. */
  ops: '100000000007',
  mail: '100000000008',
  maps: '100000000009',
  /** What a service control policy takes away. */
  guarded: '100000000010',
  /** Suspended. */
  closed: '100000000011',
  /** SAML straight to IAM. */
  legacy: '100000000012',
  /** Programs, by their tokens. */
  pipeline: '100000000013',
  robots: '100000000014',
  /** Connectors of Defender for Cloud and Sentinel. */
  watched: '100000000015',
  /** IAM users. */
  islands: '100000000016',
  /** Groups that anybody who administers groups can fill. */
  commons: '100000000017',
  /** Boundaries. */
  fenced: '100000000018',
  /** Nobody gets in. */
  vault: '100000000019',
  archive: '100000000020',
} as const

export type Place = keyof typeof accounts

export const tenantId = '11111111-2222-4333-8444-555555555555'
export const domain = 'contoso.onmicrosoft.com'
export const organizationId = 'o-pathstest1'
export const identityStore = 'd-1234567890'
