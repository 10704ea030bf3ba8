import type { Assessment, Recommendation, RuleInfo, RuleStatus, Severity } from '../../src/assessment.ts'

type Reason = Assessment['scopes'][number]['gaps'][number]['reason']
type ScopeKind = Assessment['scopes'][number]['kind']

/** From the worst; the index is the rank. */
export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const satisfies readonly Severity[]

export const severityNames = { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low', info: 'Info' } satisfies Record<Severity, string>

export const cloudNames = { aws: 'AWS', entra: 'Entra', azure: 'Azure', cross: 'Cross-cloud' } satisfies Record<RuleInfo['cloud'], string>

export const clouds = ['aws', 'entra', 'azure', 'cross'] as const satisfies readonly RuleInfo['cloud'][]

export const recommendationNames = {
  federation: 'Federation',
  'strong-authentication': 'Strong authentication',
  'legacy-authentication': 'Legacy authentication',
  'privileged-access': 'Privileged access',
  'access-governance': 'Access governance',
  'external-access': 'External access',
  'hybrid-identity': 'Hybrid identity',
  'application-identity': 'Application identity',
  'organization-guardrails': 'Organization guardrails',
  'audit-and-protection': 'Audit and protection',
  'cross-cloud': 'Cross-cloud',
} satisfies Record<Recommendation, string>

const frameworkNames = new Map([
  ['aws-security-hub', 'AWS Security Hub controls'],
  ['cis-aws', 'CIS AWS Foundations Benchmark'],
  ['cis-azure', 'CIS Microsoft Azure Foundations Benchmark'],
  ['cis-m365', 'CIS Microsoft 365 Foundations Benchmark'],
  ['mcsb', 'Microsoft cloud security benchmark'],
  ['nist-800-53', 'NIST SP 800-53'],
  ['scuba-aad', 'CISA SCuBA baseline for Entra ID'],
])

/** `cis-aws@5.0` to `CIS AWS Foundations Benchmark 5.0`. */
export const frameworkName = (framework: string): string => {
  const [id = '', version] = framework.split('@')
  const name = frameworkNames.get(id)
  return name === undefined ? framework : version === undefined ? name : `${name} ${version}`
}

export const statusNames = { pass: 'Pass', fail: 'Fail', unknown: 'Unknown', 'not-applicable': 'Not applicable' } satisfies Record<RuleStatus, string>

export const reasonNames = {
  denied: 'Access denied',
  'not-licensed': 'Not licensed',
  throttled: 'Throttled',
  invalid: 'Malformed answer',
  failed: 'Request failed',
  'not-collected': 'Not collected',
  'out-of-reach': 'Out of reach',
} satisfies Record<Reason, string>

export const scopeKindNames = {
  'aws-organization': 'AWS organization',
  'aws-account': 'AWS account',
  'entra-tenant': 'Entra tenant',
  'azure-hierarchy': 'Azure hierarchy',
  'azure-subscription': 'Azure subscription',
  operator: 'Operator',
} satisfies Record<ScopeKind, string>

const shortScopeKinds = {
  'aws-organization': 'Organization',
  'aws-account': 'Account',
  'entra-tenant': 'Tenant',
  'azure-hierarchy': 'Azure hierarchy',
  'azure-subscription': 'Subscription',
  operator: 'Operator',
} satisfies Record<ScopeKind, string>

const isScopeKind = (word: string): word is ScopeKind => Object.hasOwn(shortScopeKinds, word)

/** `aws-account/666677778888` and its name to `Account contoso-data 666677778888`; what is named by its id alone is said once. */
export const scopeInWords = (scope: string, name: string | undefined): string => {
  const slash = scope.indexOf('/')
  const kind = slash === -1 ? scope : scope.slice(0, slash)
  const id = scope.slice(slash + 1)
  if (!isScopeKind(kind)) return name ?? scope
  const words = shortScopeKinds[kind]
  if (name === undefined || name === id || name === scope) return slash === -1 ? words : `${words} ${id}`
  return kind === 'aws-account' ? `${words} ${name} ${id}` : `${words} ${name}`
}

/** The kind of scope in a sentence: `1 account`, `3 tenants`. */
export const countedScopes = (count: number, scope: string): string => {
  const kind = scope.split('/', 1)[0] ?? ''
  const word = isScopeKind(kind) ? shortScopeKinds[kind].replace(/^[A-Z](?!zure)/, letter => letter.toLowerCase()) : 'scope'
  return counted(count, word, word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}s`)
}

export const gateNames = { passed: 'Gate passed', failed: 'Gate failed', incomplete: 'Gate incomplete', off: 'Gate off' } satisfies Record<
  Assessment['gate']['status'],
  string
>

const numbers = new Intl.NumberFormat('en')

export const formatNumber = (value: number): string => numbers.format(value)

/** `1 question`, `7 questions`. */
export const counted = (value: number, one: string, many = `${one}s`): string => `${formatNumber(value)} ${value === 1 ? one : many}`

/** A share as whole percent; 100 only when it is everything and 0 only when it is nothing. */
export const percent = (share: number): string => {
  const rounded = Math.round(share * 100)
  return `${share < 1 ? Math.min(rounded, 99) : share > 0 ? Math.max(rounded, 1) : 0}%`
}

const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })

/** A moment in UTC; what is not a date is shown as it is. */
export const formatMoment = (text: string): string => {
  const moment = new Date(text)
  return Number.isNaN(moment.getTime()) ? text : `${dates.format(moment)} UTC`
}

/** The subjects of a rule in words: `iam-users` to `IAM users`. */
export const subjectsName = (kind: string, count: number): string => {
  const words = kind
    .replaceAll('-', ' ')
    .replace(/^entra /, '')
    .replace(/\bsign in/, 'sign-in')
    .replace(/^(aws|iam|oidc|saml|mfa)\b/, word => word.toUpperCase())
    .replace(/^azure\b/, 'Azure')
  if (count !== 1) return words.endsWith('s') ? words : `${words} rows`
  return words.endsWith('ies') ? `${words.slice(0, -3)}y` : words.endsWith('s') ? words.slice(0, -1) : words
}

const bareId = /^(?:o-[a-z0-9]{10,32}|\d{12}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** A name as people read it: a bare id says what it is the id of, e.g. `AWS organization o-abc1234567`. */
export const subjectInWords = (name: string, kind: string): string => {
  if (!bareId.test(name)) return name
  const words = kind === 'scopes' ? '' : subjectsName(kind, 1)
  return words === '' ? name : `${words.charAt(0).toUpperCase()}${words.slice(1)} ${name}`
}
