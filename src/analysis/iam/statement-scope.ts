import type { PolicyDocument, Statement } from './policy-document.ts'
import { coversAll } from './wildcards.ts'

/** `*`, or `*:*`, which IAM takes for the same. */
export const coversAllActions = (pattern: string): boolean => coversAll(pattern.replace(':', ''))

/** `*`, or `arn:*` and its longer spellings, which every ARN matches. */
export const coversAllResources = (pattern: string): boolean => coversAll(pattern) || /^arn(?::\*+)+$/i.test(pattern)

/** Whether a statement speaks of every resource. */
export const isOnEverything = ({ resources }: Statement): boolean => resources !== undefined && !resources.not && resources.values.some(coversAllResources)

/** Whether a statement speaks of every action on every resource, whatever its conditions. */
const isAboutEverything = (statement: Statement): boolean =>
  !statement.actions.not && statement.actions.values.some(coversAllActions) && isOnEverything(statement)

/** The Allow statements that speak of every action on every resource, those with conditions too. */
export const allowsOfEverything = ({ statements }: PolicyDocument): readonly Statement[] =>
  statements.filter(statement => statement.effect === 'Allow' && isAboutEverything(statement))

/** Whether a document allows every action on every resource, with no condition; what it denies is not looked at. */
export const allowsEverything = (policy: PolicyDocument): boolean => allowsOfEverything(policy).some(({ conditions }) => conditions.length === 0)
