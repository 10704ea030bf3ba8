import { partitionIn, someRegion } from './partitions.ts'
import type { PrincipalIdentity } from './principal-policies.ts'
import { contextFor } from './request-context.ts'
import { coversAll } from './wildcards.ts'

const MOST = 8

/** What stands for whatever name one may choose. */
const ANY = 'any-postern-name'

const filled = (text: string): string => text.replaceAll('*', ANY).replaceAll('?', 'a')

/** The kind of thing in IAM that an action is done to, by its name. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/^iam:.*user/i, 'user'],
  [/^iam:.*(?:accesskey|loginprofile|mfadevice)/i, 'user'],
  [/^iam:.*group/i, 'group'],
  [/^iam:.*(?:role|instanceprofile)/i, 'role'],
  [/^iam:.*policy/i, 'policy'],
]

const anything = (action: string, { account, arn }: PrincipalIdentity): string => {
  const partition = partitionIn(arn)
  const [service = ''] = action.split(':', 1)
  const kind = kinds.find(([pattern]) => pattern.test(action))?.[1] ?? 'any'
  if (service === 'iam') return `arn:${partition}:iam::${account}:${kind}/${ANY}`
  return service === 's3' ? `arn:${partition}:s3:::${ANY}/${ANY}` : `arn:${partition}:${service}:${someRegion(partition)}:${account}:${kind}/${ANY}`
}

const ofPattern = (pattern: string, action: string, principal: PrincipalIdentity): string => {
  if (coversAll(pattern)) return anything(action, principal)
  const keys = contextFor(principal, principal.account)
  const named = pattern.replaceAll(/\$\{\s*([^},\s]+)[^}]*\}/g, (_, key: string) => {
    const value = keys(key.toLowerCase())
    return value === undefined || value === 'absent' ? ANY : (value[0] ?? ANY)
  })
  const model = anything(action, principal).split(':')
  const parts = named.split(':')
  const filledIn = model.map((part, index) => {
    const own = parts[index]
    if (own === undefined || coversAll(own)) return part
    // Another account's things are not the principal's to choose.
    if (index === 4) return /[*?]/.test(own) ? principal.account : own
    return filled(own)
  })
  return [...filledIn, ...parts.slice(model.length).map(filled)].join(':')
}

/** Resources that stand for all that patterns of Allow statements let one choose, at most eight. */
export const representatives = (patterns: readonly string[], action: string, principal: PrincipalIdentity): readonly string[] =>
  [...new Set(patterns.map(pattern => ofPattern(pattern, action, principal)))].slice(0, MOST)
