/**
 * Whether an IAM pattern covers a text: `*` is any run of characters, `?` any one.
 * Goes back to the last `*` only, so the time is linear in the text for a given pattern and a hostile pattern cannot make it explode.
 */
export const matchesPattern = (pattern: string, text: string): boolean => {
  let at = 0
  let star = -1
  let resume = 0
  let next = 0
  while (next < text.length) {
    const token = pattern[at]
    if (token === '*') {
      star = at++
      resume = next
    } else if (token === '?' || (token !== undefined && token === text[next])) {
      at++
      next++
    } else if (star >= 0) {
      at = star + 1
      next = ++resume
    } else return false
  }
  while (pattern[at] === '*') at++
  return at === pattern.length
}

/** Whether a pattern covers every text: it is made of `*` only. */
export const coversAll = (pattern: string): boolean => /^\*+$/.test(pattern)

/** Whether a pattern is met by nearly every text there is: outside its wildcards it has at most one letter or digit. */
export const coversNearlyAll = (pattern: string): boolean => /[*?]/.test(pattern) && pattern.replace(/[^a-z0-9]/gi, '').length < 2

/** A value of a condition as its operator reads it. */
export interface ConditionValue {
  /** As the policy writes it. */
  readonly written: string
  /** The text up to the first wildcard or policy variable, escapes resolved; all of it where there is none. */
  readonly prefix: string
  /** Whether only one text meets it. */
  readonly exact: boolean
  /** Whether a policy variable decides what it is. */
  readonly variable: boolean
  /** For `matchesPattern`; a variable is read as `*`. */
  readonly pattern: string
}

const escapeOf = (token: string): string | undefined => /^\$\{([*?$])\}$/.exec(token)?.[1]

/**
 * Reads a condition value: `*` and `?` are wildcards only for the operators that honour them, `${*}`, `${?}` and `${$}` stand for themselves, any
 * other `${...}` is a policy variable. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export const readValue = (written: string, honoursWildcards: boolean): ConditionValue => {
  let prefix = ''
  let pattern = ''
  let open = false
  let variable = false
  for (const token of written.match(/\$\{[^}]*\}|[^$*?]+|[$*?]/g) ?? []) {
    const literal = escapeOf(token)
    if (literal === undefined && token.startsWith('${') && token.endsWith('}')) {
      variable = true
      open = true
      pattern += '*'
    } else if (honoursWildcards && literal === undefined && (token === '*' || token === '?')) {
      open = true
      pattern += token
    } else {
      if (!open) prefix += literal ?? token
      // A literal star has no spelling in a pattern; `?` covers it and at most one other character.
      const plain = literal ?? token
      pattern += plain === '*' ? '?' : plain
    }
  }
  return { written, prefix, exact: !open, variable, pattern }
}
