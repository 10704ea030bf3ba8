import { rootReportRow } from '../aws/amendments.ts'
import { type AccountSeed, settingsOf, type UserSeed } from '../aws/seed.ts'
import type { Answer, Value, WireRequest } from '../aws/wire.ts'
import { pagedDetails, roleSummary, uniqueId } from './iam-details.ts'

const REPORT_HEADER =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated'

const stamp = (date: string | undefined): string => date?.replace(/Z$/, '+00:00') ?? 'N/A'

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html */
const reportLine = (account: string, user: UserSeed): string => {
  const { password, accessKeys = [] } = user
  const keys = [0, 1].flatMap(slot => {
    const key = accessKeys[slot]
    if (key === undefined) return ['false', 'N/A', 'N/A', 'N/A', 'N/A']
    const used = key.lastUsed
    return [String(key.active ?? true), stamp(key.created), stamp(used?.date), used?.region ?? 'N/A', used?.service ?? 'N/A']
  })
  const signIn =
    password === undefined
      ? ['false', 'N/A', 'N/A']
      : ['true', password.lastUsed === undefined ? 'no_information' : stamp(password.lastUsed), stamp(password.changed)]
  const identity = [user.name, `arn:aws:iam::${account}:user/${user.name}`, stamp(user.created)]
  return [...identity, ...signIn, 'N/A', String(user.mfa !== undefined), ...keys, 'false', 'N/A', 'false', 'N/A'].join(',')
}

/** `SummaryMap` is a map: its entries are not `member` elements. */
const summaryXml = (seed: AccountSeed): string => {
  const { root } = settingsOf(seed)
  const facts = {
    Users: seed.users?.length ?? 0,
    Groups: seed.groups?.length ?? 0,
    Roles: seed.roles?.length ?? 0,
    Policies: seed.policies?.length ?? 0,
    AccountMFAEnabled: root.mfa === 'none' ? 0 : 1,
    AccountAccessKeysPresent: 0,
    AccountPasswordPresent: root.password === false ? 0 : 1,
  }
  const entries = Object.entries(facts).map(([key, value]) => `<entry><key>${key}</key><value>${value}</value></entry>`)
  return `<GetAccountSummaryResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetAccountSummaryResult><SummaryMap>${entries.join('')}</SummaryMap></GetAccountSummaryResult></GetAccountSummaryResponse>`
}

/** What an answer is: prepared text, or a value that the wire writes in its protocol. */
type Prepared = string | Answer
/** What a question is answered with, by the request's own parameters. */
export type Respond = (request: WireRequest) => Prepared

const answer = (value: { readonly [member: string]: Value }): Answer => ({ kind: 'answer', value })
const always =
  (value: { readonly [member: string]: Value }): Respond =>
  () =>
    answer(value)

/** Slices by `MaxItems` and `Marker` as every IAM listing does. */
const listing =
  (name: string, all: readonly Value[]): Respond =>
  request => {
    const from = Number(request.parameter('Marker') ?? 0)
    const size = Math.min(Number(request.parameter('MaxItems') ?? 100), 1000)
    const isTruncated = from + size < all.length
    return answer({ [name]: all.slice(from, from + size), IsTruncated: isTruncated, Marker: isTruncated ? String(from + size) : undefined })
  }

/** What IAM answers for an account, by operation; texts are made here, once. */
export const iamAnswers = (account: string, seed: AccountSeed, largestPage: number): ReadonlyMap<string, Respond> => {
  const { users = [], roles = [], samlProviders = [], oidcProviders = [], passwordPolicy } = seed
  const report = [REPORT_HEADER, rootReportRow(account, settingsOf(seed).root), ...users.map(user => reportLine(account, user))].join('\n')
  const summary = summaryXml(seed)
  const content = Buffer.from(report).toString('base64')
  const devices = users
    .filter(({ mfa }) => mfa !== undefined)
    .map(user => ({
      SerialNumber: `arn:aws:iam::${account}:mfa/${user.name}`,
      User: {
        Path: '/',
        UserName: user.name,
        UserId: uniqueId('AIDA', account, user.name),
        Arn: `arn:aws:iam::${account}:user/${user.name}`,
        CreateDate: user.created,
      },
      EnableDate: user.mfa?.enabled,
    }))
  const samlArn = (name: string) => `arn:aws:iam::${account}:saml-provider/${name}`
  const oidcArn = (url: string) => `arn:aws:iam::${account}:oidc-provider/${url.replace('https://', '')}`
  const noSuchEntity: Answer = { kind: 'error', status: 404, code: 'NoSuchEntity', message: 'There is no such entity.' }
  return new Map<string, Respond>([
    ['GetAccountAuthorizationDetails', pagedDetails(account, seed, largestPage)],
    ['GenerateCredentialReport', always({ State: 'COMPLETE' })],
    ['GetCredentialReport', always({ Content: content, ReportFormat: 'text/csv', GeneratedTime: users[0]?.created ?? '2024-01-01T00:00:00Z' })],
    ['GetAccountSummary', () => summary],
    [
      'GetAccountPasswordPolicy',
      () =>
        passwordPolicy === undefined
          ? noSuchEntity
          : answer({
              PasswordPolicy: {
                MinimumPasswordLength: passwordPolicy.minimumLength ?? 6,
                RequireSymbols: passwordPolicy.symbols ?? false,
                RequireNumbers: passwordPolicy.numbers ?? false,
                RequireUppercaseCharacters: passwordPolicy.uppercase ?? false,
                RequireLowercaseCharacters: passwordPolicy.lowercase ?? false,
                AllowUsersToChangePassword: passwordPolicy.allowUsersToChange ?? false,
                ExpirePasswords: (passwordPolicy.maxAgeDays ?? 0) > 0,
                MaxPasswordAge: passwordPolicy.maxAgeDays,
                PasswordReusePrevention: passwordPolicy.reusePrevention,
              },
            }),
    ],
    [
      'ListSAMLProviders',
      always({ SAMLProviderList: samlProviders.map(({ name, created, validUntil }) => ({ Arn: samlArn(name), CreateDate: created, ValidUntil: validUntil })) }),
    ],
    [
      'GetSAMLProvider',
      request => {
        const provider = samlProviders.find(({ name }) => samlArn(name) === request.parameter('SAMLProviderArn'))
        return provider === undefined
          ? noSuchEntity
          : answer({ SAMLMetadataDocument: provider.metadata, CreateDate: provider.created, ValidUntil: provider.validUntil })
      },
    ],
    ['ListOpenIDConnectProviders', always({ OpenIDConnectProviderList: oidcProviders.map(({ url }) => ({ Arn: oidcArn(url) })) })],
    [
      'GetOpenIDConnectProvider',
      request => {
        const provider = oidcProviders.find(({ url }) => oidcArn(url) === request.parameter('OpenIDConnectProviderArn'))
        if (provider === undefined) return noSuchEntity
        const { url, clientIds = [], thumbprints = [], created } = provider
        return answer({ Url: url.replace('https://', ''), ClientIDList: clientIds, ThumbprintList: thumbprints, CreateDate: created })
      },
    ],
    ['ListVirtualMFADevices', listing('VirtualMFADevices', devices)],
    [
      'ListRoles',
      listing(
        'Roles',
        roles.map(role => roleSummary(account, role)),
      ),
    ],
    ['ListServiceSpecificCredentials', listing('ServiceSpecificCredentials', [])],
    ['ListAccountAliases', listing('AccountAliases', [])],
  ])
}
