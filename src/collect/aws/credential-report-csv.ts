import type { Credentials } from '../../datasets/aws/credential-report.ts'
import { CollectError } from '../collector.ts'

const COLUMNS = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'mfa_active',
  ...[1, 2].flatMap(n => ['active', 'last_rotated', 'last_used_date', 'last_used_service'].map(column => `access_key_${n}_${column}`)),
  ...[1, 2].flatMap(n => [`cert_${n}_active`, `cert_${n}_last_rotated`]),
] as const

/** The line of the root user carries this instead of a name. */
export const ROOT_USER = '<root_account>'

/** The words of the report for "nothing to say here". */
const ABSENT = new Set(['', 'N/A', 'no_information', 'not_supported'])

const invalid = (problem: string) => new CollectError('invalid', `GetCredentialReport: ${problem}`)

/** One line of CSV (RFC 4180); no field of the report spans lines. */
const fieldsOf = (line: string): string[] => {
  const fields: string[] = []
  for (const match of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) fields.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
  return fields
}

/** Lines of the report by column name, in the report's order. Columns may be added by AWS; one that is gone is `invalid`. */
export const readReport = (csv: string): ReadonlyMap<string, string>[] => {
  const [header = '', ...lines] = csv.split(/\r?\n/).filter(line => line !== '')
  const names = fieldsOf(header)
  const gone = COLUMNS.filter(column => !names.includes(column))
  if (gone.length > 0) throw invalid(`the report lacks ${gone.join(', ')}`)
  return lines.map(line => {
    const fields = fieldsOf(line)
    // A line that does not fit is kept by what it begins with, so that its reader can name it.
    if (fields.length !== names.length) return new Map([['user', fields[0] ?? '']])
    return new Map(fields.map((field, n) => [names[n] ?? '', field]))
  })
}

/** The row of one line. Throws `invalid` where a value is none of the report's. */
export const credentialsOf = (scope: string, line: ReadonlyMap<string, string>): Credentials => {
  const text = (column: string): string => {
    const value = line.get(column)
    if (value === undefined) throw invalid('a line does not fit the columns')
    return value
  }
  const present = (column: string): string | undefined => (ABSENT.has(text(column)) ? undefined : text(column))
  const flag = (column: string): boolean => {
    const value = text(column).toLowerCase()
    if (value !== 'true' && value !== 'false') throw invalid(`${column} is neither true nor false`)
    return value === 'true'
  }
  const instant = <Name extends string>(name: Name, column: string): Partial<Record<Name, string>> => {
    const value = present(column)
    if (value === undefined) return {}
    if (Number.isNaN(Date.parse(value))) throw invalid(`${column} is not a date`)
    const found: Partial<Record<Name, string>> = {}
    found[name] = new Date(value).toISOString()
    return found
  }
  const key = (slot: 1 | 2) => {
    const service = present(`access_key_${slot}_last_used_service`)
    return {
      slot,
      active: flag(`access_key_${slot}_active`),
      ...instant('lastRotatedAt', `access_key_${slot}_last_rotated`),
      ...instant('lastUsedAt', `access_key_${slot}_last_used_date`),
      ...(service === undefined ? {} : { lastUsedService: service }),
    }
  }
  const certificates = [1, 2].filter(n => flag(`cert_${n}_active`)).map(n => instant('since', `cert_${n}_last_rotated`).since)
  const certificatesSince = certificates.filter(since => since !== undefined)
  const createdAt = instant('createdAt', 'user_creation_time').createdAt
  if (createdAt === undefined) throw invalid('user_creation_time is missing')
  return {
    id: text('arn'),
    scope,
    name: text('user'),
    isRoot: text('user') === ROOT_USER,
    createdAt,
    ...(text('password_enabled') === 'not_supported' ? {} : { passwordEnabled: flag('password_enabled') }),
    ...instant('passwordLastUsedAt', 'password_last_used'),
    ...instant('passwordLastChangedAt', 'password_last_changed'),
    mfaActive: flag('mfa_active'),
    accessKeys: [key(1), key(2)],
    activeCertificates: certificates.length,
    ...(certificates.length > 0 && certificatesSince.length === certificates.length ? { activeCertificatesSince: certificatesSince } : {}),
  }
}

/**
 * How many keys and certificates of a user the report does not list, which has room for two of each. The column is there only where AWS has something to
 * say in it: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
export const unlistedCredentials = (line: ReadonlyMap<string, string>): number => Number(/\d+/.exec(line.get('additional_credentials_info') ?? '')?.[0] ?? 0)
