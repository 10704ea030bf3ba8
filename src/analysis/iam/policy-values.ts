import type { ContextKeys } from './request-context.ts'
import { matchesPattern } from './wildcards.ts'

/** A value of a policy, its variables replaced. */
export type Resolved =
  | { readonly kind: 'known'; readonly pattern: string }
  /** A variable has no value in the request: nothing matches. */
  | { readonly kind: 'unmatchable' }
  /** A variable depends on the request; `loose` has `*` in its place. */
  | { readonly kind: 'open'; readonly loose: string }

// Stand for a star and a question mark that mean themselves; private-use characters, which no cloud gives.
const STAR = '\uE000'
const QUESTION = '\uE001'

/** A text as patterns are compared with it. */
const literal = (text: string): string => (/[*?]/.test(text) ? text.replaceAll('*', STAR).replaceAll('?', QUESTION) : text)

const variable = /^\$\{\s*([^,}\s]+)\s*(?:,\s*'((?:[^']|'')*)'\s*)?\}$/

/**
 * Replaces policy variables by the request's values, one time. `${*}`, `${?}` and `${$}` stand for themselves; a key without a value takes the default
 * beside it, else nothing matches. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export const resolveValue = (written: string, keys: ContextKeys, hasVariables: boolean): Resolved => {
  if (!hasVariables || !written.includes('${')) return { kind: 'known', pattern: written }
  let pattern = ''
  let isOpen = false
  for (const token of written.match(/\$\{[^}]*\}|[^$]+|\$/g) ?? []) {
    const escaped = /^\$\{([*?$])\}$/.exec(token)?.[1]
    const parts = variable.exec(token)
    if (escaped !== undefined) pattern += literal(escaped)
    else if (parts === null) pattern += token
    else {
      const values = keys((parts[1] ?? '').toLowerCase())
      const fallback = parts[2]?.replaceAll("''", "'")
      if (values === undefined) {
        isOpen = true
        pattern += '*'
      } else if (values !== 'absent' && values.length === 1) pattern += literal(values[0] ?? '')
      else if (fallback !== undefined) pattern += literal(fallback)
      else return { kind: 'unmatchable' }
    }
  }
  return isOpen ? { kind: 'open', loose: pattern } : { kind: 'known', pattern }
}

/** Whether a text is a pattern's, `*` and `?` in the pattern standing for others; in the text they stand for themselves. */
export const matchesText = (pattern: string, text: string): boolean => matchesPattern(pattern, literal(text))

/** Whether a text is exactly a value without wildcards. */
export const equalsText = (value: string, text: string): boolean => literal(value) === literal(text)

const ARN_PARTS = 6

/** The six parts of an ARN; the last holds whatever colons follow. */
const partsOf = (arn: string): readonly string[] => {
  const parts = arn.split(':')
  return parts.length <= ARN_PARTS ? parts : [...parts.slice(0, ARN_PARTS - 1), parts.slice(ARN_PARTS - 1).join(':')]
}

/**
 * Whether an ARN is a pattern's: each of the six parts is compared by itself, so that no wildcard reaches over a colon, and parts that the pattern leaves
 * out may be anything. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export const matchesArn = (pattern: string, arn: string): boolean => {
  if (/^\*+$/.test(pattern)) return true
  const wanted = partsOf(pattern)
  const given = partsOf(arn)
  if (given.length < ARN_PARTS) return matchesText(pattern, arn)
  return given.every((part, index) => {
    const own = wanted[index]
    return own === undefined ? wanted.length < ARN_PARTS : matchesText(own, part)
  })
}
