import type { PolicyDocument, Statement } from './policy-document.ts'
import { coversAll } from './wildcards.ts'

/** Whether a statement speaks of every action on every resource, with no condition. */
const isAboutEverything = ({ actions, resources, conditions }: Statement): boolean =>
  conditions.length === 0 && !actions.not && actions.values.some(coversAll) && resources !== undefined && !resources.not && resources.values.some(coversAll)

/** Whether a document allows every action on every resource, with no condition; what it denies is not looked at. */
export const allowsEverything = ({ statements }: PolicyDocument): boolean =>
  statements.some(statement => statement.effect === 'Allow' && isAboutEverything(statement))
