import type { PolicyDocument, Statement } from './policy-document.ts'
import { coversAll } from './wildcards.ts'

/** `*`, or `*:*`, which IAM takes for the same. */
const coversAllActions = (pattern: string): boolean => coversAll(pattern.replace(':', ''))

/** Whether a statement speaks of every action on every resource, whatever its conditions. */
const isAboutEverything = ({ actions, resources }: Statement): boolean =>
  !actions.not && actions.values.some(coversAllActions) && resources !== undefined && !resources.not && resources.values.some(coversAll)

/** The Allow statements that speak of every action on every resource, those with conditions too. */
export const allowsOfEverything = ({ statements }: PolicyDocument): readonly Statement[] =>
  statements.filter(statement => statement.effect === 'Allow' && isAboutEverything(statement))

/** Whether a document allows every action on every resource, with no condition; what it denies is not looked at. */
export const allowsEverything = (policy: PolicyDocument): boolean => allowsOfEverything(policy).some(({ conditions }) => conditions.length === 0)
