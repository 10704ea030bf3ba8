import type { AccessKeySeed, AccountSettings, RootSeed } from './seed.ts'
import { toXml, type WireRequest } from './wire.ts'
import { cutList, textOf, withMembers } from './xml-lists.ts'

/** Changes one of moto's XML answers where moto knows less than AWS. */
export type Amend = (xml: string, account: string, settings: AccountSettings, request: WireRequest) => string

const DEFAULT_CREATED = '2020-01-01T00:00:00Z'

const stamp = (date: string | undefined, otherwise: string): string => (date ? `${new Date(date).toISOString().slice(0, 19)}+00:00` : otherwise)

const keyColumns = (key: AccessKeySeed | undefined): string[] => {
  if (!key) return ['false', 'N/A', 'N/A', 'N/A', 'N/A']
  const used = key.lastUsed ? [stamp(key.lastUsed.date, 'N/A'), key.lastUsed.region, key.lastUsed.service] : ['N/A', 'N/A', 'N/A']
  return [key.active === false ? 'false' : 'true', stamp(key.created, stamp(DEFAULT_CREATED, '')), ...used]
}

/** The root user's line of the credential report: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html */
export const rootReportRow = (account: string, root: RootSeed): string =>
  [
    '<root_account>',
    `arn:aws:iam::${account}:root`,
    stamp(root.created ?? DEFAULT_CREATED, ''),
    'not_supported',
    stamp(root.passwordLastUsed, 'no_information'),
    'not_supported',
    'not_supported',
    String(root.mfa === 'virtual' || root.mfa === 'hardware'),
    ...keyColumns(root.accessKeys?.[0]),
    ...keyColumns(root.accessKeys?.[1]),
    ...['false', 'N/A', 'false', 'N/A'],
  ].join(',')

const MFA_ACTIVE = 7

/** moto knows of no devices but virtual ones. */
const hasOtherDevice = (line: string, { mfaDevices = [] }: AccountSettings['upkeep']): boolean => mfaDevices.some(({ user }) => line.startsWith(`${user},`))

const credentialReport: Amend = (xml, account, { root, upkeep }) =>
  xml.replace(/<Content>([^<]*)<\/Content>/, (_, content: string) => {
    const [header = '', ...users] = Buffer.from(content, 'base64').toString('utf8').split('\n')
    const lines = users.map(line => (hasOtherDevice(line, upkeep) ? line.split(',').with(MFA_ACTIVE, 'true').join(',') : line))
    const report = [header, rootReportRow(account, root), ...lines].join('\n')
    return `<Content>${Buffer.from(report).toString('base64')}</Content>`
  })

const accountSummary: Amend = (xml, _account, { root }) => {
  const facts = {
    AccountMFAEnabled: root.mfa === 'virtual' || root.mfa === 'hardware' ? 1 : 0,
    AccountAccessKeysPresent: root.accessKeys?.some(key => key.active !== false) ? 1 : 0,
    AccountPasswordPresent: root.password === false ? 0 : 1,
  }
  const others = Object.keys(facts).reduce((rest, name) => rest.replace(new RegExp(`<entry><key>${name}</key><value>[^<]*</value></entry>`), ''), xml)
  const entries = Object.entries(facts).map(([name, value]) => `<entry><key>${name}</key><value>${value}</value></entry>`)
  return others.replace('<SummaryMap>', `<SummaryMap>${entries.join('')}`)
}

const virtualMfaDevices: Amend = (xml, account, { root }, request) => {
  const list = cutList(xml, 'VirtualMFADevices')
  const isAsked = request.parameter('AssignmentStatus') !== 'Unassigned' && request.parameter('Marker') === undefined
  if (!list || root.mfa !== 'virtual' || !isAsked) return xml
  const device = {
    SerialNumber: `arn:aws:iam::${account}:mfa/root-account-mfa-device`,
    User: { UserId: account, Arn: `arn:aws:iam::${account}:root`, CreateDate: new Date(root.created ?? DEFAULT_CREATED) },
    EnableDate: new Date(root.created ?? DEFAULT_CREATED),
  }
  return withMembers(list, [`<member>${toXml(device)}</member>`, ...list.members])
}

const DETAIL_LISTS = ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'] as const

/**
 * One page of the details: moto ignores MaxItems and Marker and always answers with everything. Users without inline policies have no
 * `UserPolicyList` at all, the one list that AWS leaves out: https://github.com/boto/boto3/issues/1303
 */
const authorizationDetails: Amend = (xml, _account, { largestPage }, request) => {
  const from = Number(request.parameter('Marker') ?? 0)
  const size = Math.min(Number(request.parameter('MaxItems') ?? 100), largestPage)
  let seen = 0
  let page = xml.replaceAll('<UserPolicyList/>', '')
  for (const name of DETAIL_LISTS) {
    const list = cutList(page, name)
    if (!list) continue
    const start = seen
    seen += list.members.length
    page = withMembers(list, list.members.slice(Math.max(0, from - start), Math.max(0, from + size - start)))
  }
  if (from + size >= seen || textOf(xml, 'IsTruncated') === undefined) return page
  return page.replace('<IsTruncated>false</IsTruncated>', `<IsTruncated>true</IsTruncated><Marker>${from + size}</Marker>`)
}

/** By `service:Operation`. */
export const AMENDED: ReadonlyMap<string, Amend> = new Map<string, Amend>([
  ['iam:GetCredentialReport', credentialReport],
  ['iam:GetAccountSummary', accountSummary],
  ['iam:ListVirtualMFADevices', virtualMfaDevices],
  ['iam:GetAccountAuthorizationDetails', authorizationDetails],
])
