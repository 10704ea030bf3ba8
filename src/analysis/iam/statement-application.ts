import { evaluateConditions } from './condition-evaluation.ts'
import { ALWAYS, type Atom, allOf, anyOf, type Expression, NEVER, not } from './expression.ts'
import { coversAction, type PolicyDocument, type Statement } from './policy-document.ts'
import { matchesArn, resolveValue } from './policy-values.ts'
import type { ContextKeys } from './request-context.ts'

/** What is asked of statements. */
export interface Question {
  readonly action: string
  /** An ARN; `*` for an action that has no resource. */
  readonly resource: string
  readonly keys: ContextKeys
}

const resourceAtom = (pattern: string, resource: string): Atom => ({
  kind: 'atom',
  id: `resource ${resource} is like ${pattern}`,
  words: `${resource} is like ${pattern}`,
  about: 'request',
})

const isResource = (pattern: string, { resource, keys }: Question, hasVariables: boolean): Expression => {
  const resolved = resolveValue(pattern, keys, hasVariables)
  if (resolved.kind === 'unmatchable') return NEVER
  if (resolved.kind === 'known') return matchesArn(resolved.pattern, resource) ? ALWAYS : NEVER
  return matchesArn(resolved.loose, resource) ? resourceAtom(pattern, resource) : NEVER
}

/** Whether `${...}` in a document are variables. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html */
export const hasVariables = ({ version }: PolicyDocument): boolean => version !== undefined && version !== '2008-10-17'

/** When a statement speaks of a request, its principals aside. */
export const applies = (statement: Statement, question: Question, variables: boolean): Expression => {
  if (!coversAction(statement, question.action)) return NEVER
  const { resources } = statement
  const isNamed = resources === undefined ? ALWAYS : anyOf(resources.values.map(pattern => isResource(pattern, question, variables)))
  const onResource = resources?.not === true ? not(isNamed) : isNamed
  if (onResource.kind === 'never') return NEVER
  return allOf([onResource, evaluateConditions(statement.conditions, question.keys, variables)])
}
