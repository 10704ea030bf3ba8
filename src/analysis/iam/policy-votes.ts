import type { DecidingStatement, PolicyRole } from './decision.ts'
import { type Atom, allOf, anyOf, type Expression } from './expression.ts'
import { type ParsedPolicy, parsePolicy, type Statement } from './policy-document.ts'
import type { NamedPolicy } from './principal-policies.ts'
import { applies, hasVariables, type Question } from './statement-application.ts'

/** What policies of one kind say of a request. */
export interface Votes {
  readonly allow: Expression
  readonly deny: Expression
  /** The statements that have a say, in the order of the policies. */
  readonly statements: readonly Vote[]
}

interface Vote {
  readonly as: PolicyRole
  readonly policy: NamedPolicy
  readonly statement: Statement
  readonly when: Expression
}

/** A vote as a decision tells it. */
export const decidingOf = ({ as, policy: { name, arn, group }, statement: { label, effect }, when }: Vote): DecidingStatement => ({
  as,
  policy: name,
  ...(arn === undefined ? {} : { arn }),
  ...(group === undefined ? {} : { group }),
  statement: label,
  effect,
  when,
})

/** Reads a document; whoever asks many questions of the same documents keeps what was read. */
export type ReadPolicy = (text: string) => ParsedPolicy

/** What an unread policy may say: each way is a truth of its own. */
const unread = (policy: NamedPolicy, does: string): Atom => {
  const name = policy.arn ?? (policy.group === undefined ? policy.name : `${policy.group}/${policy.name}`)
  return { kind: 'atom', id: `unread ${does} ${name}`, words: `policy ${policy.name}`, about: 'unread' }
}

/** What the policies say of a question. `narrow` adds what else must be so for a statement to count, e.g. that it names the principal. */
export const votesOf = (
  as: PolicyRole,
  policies: readonly NamedPolicy[],
  question: Question,
  read: ReadPolicy = parsePolicy,
  narrow?: (statement: Statement) => Expression,
): Votes => {
  const allows: Expression[] = []
  const denies: Expression[] = []
  const statements: Vote[] = []
  for (const policy of policies) {
    const document = policy.document === undefined ? undefined : read(policy.document)
    if (document?.kind !== 'policy') {
      allows.push(unread(policy, 'allows'))
      denies.push(unread(policy, 'denies'))
      continue
    }
    const variables = hasVariables(document)
    for (const statement of document.statements) {
      const own = applies(statement, question, variables)
      if (own.kind === 'never') continue
      const when = narrow === undefined ? own : allOf([own, narrow(statement)])
      if (when.kind === 'never') continue
      ;(statement.effect === 'Allow' ? allows : denies).push(when)
      statements.push({ as, policy, statement, when })
    }
  }
  return { allow: anyOf(allows), deny: anyOf(denies), statements }
}

/** What levels of an organization say: each must allow, and any may deny. */
export const votesOfLevels = (as: PolicyRole, levels: readonly (readonly NamedPolicy[])[], question: Question, read?: ReadPolicy): Votes => {
  const votes = levels.map(level => votesOf(as, level, question, read))
  return {
    allow: allOf(votes.map(({ allow }) => allow)),
    deny: anyOf(votes.map(({ deny }) => deny)),
    statements: votes.flatMap(({ statements }) => statements),
  }
}
