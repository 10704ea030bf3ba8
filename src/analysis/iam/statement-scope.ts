import type { PolicyDocument, Statement } from './policy-document.ts'
import { isActionOfService, mayBeAction } from './service-prefixes.ts'
import { matchesPattern } from './wildcards.ts'

/** Of the shortest service and name there are, and of long ones; they share no letter, so that what covers both has only wildcards and the colon. */
const actions = ['q:Poll', 'access-analyzer:ValidateSchema']
/** With as few and as many parts as ARNs have, `P` for the partition; behind it they share nothing but the colons. */
const resources = ['arn:P:s3:::bbb', 'arn:P:iam::444444444444:u/*', 'arn:P:q:e-1:999999999999:x/y:z', 'arn:P:kafka:o-2::/']
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html; those for governments begin alike. */
const partitions = ['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc', 'aws-iso', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f']
const resourcesByPartition = partitions.map(partition => resources.map(resource => resource.replace('P', partition)))
const beginnings = partitions.map(partition => `arn:${partition}:`)
/** What all resources of a partition begin with is all that a pattern may say before its first wildcard. */
const mayBeginAll = (pattern: string): boolean => {
  const head = pattern.slice(0, pattern.search(/[*?]/))
  return beginnings.some(beginning => beginning.startsWith(head))
}

/** Whether a pattern covers every action: `*`, `*:*`, `?*` and the like. */
export const coversAllActions = (pattern: string): boolean =>
  pattern === '*' || ('*?:'.includes(pattern.charAt(0)) && /^[*?:]+$/.test(pattern) && actions.every(action => matchesPattern(pattern, action)))

/** Whether a pattern covers every resource: `*`, `?*`, `arn:*`, or `arn:aws:*`, since a policy speaks of resources of its own partition alone. */
export const coversAllResources = (pattern: string): boolean =>
  pattern === '*' ||
  (/[*?]/.test(pattern) && mayBeginAll(pattern) && resourcesByPartition.some(all => all.every(resource => matchesPattern(pattern, resource))))

/** How much a statement's actions or resources are of all that there are; `undecided`: what it leaves out may be nothing. */
type Extent = 'all' | 'some' | 'undecided'

const actionExtent = ({ actions: { not, values } }: Statement): Extent => {
  if (!not) return values.some(coversAllActions) ? 'all' : 'some'
  if (values.some(value => coversAllActions(value) || isActionOfService(value))) return 'some'
  return values.some(mayBeAction) ? 'undecided' : 'all'
}

/** What is no ARN, nor a pattern of ARNs, leaves nothing out. */
const resourceExtent = ({ resources: of }: Statement): Extent => {
  if (of === undefined) return 'some'
  if (!of.not) return of.values.some(coversAllResources) ? 'all' : 'some'
  return of.values.some(value => /[*?]/.test(value) || value.includes('${') || /^arn:/.test(value)) ? 'some' : 'all'
}

/** Whether a statement speaks of every resource. */
export const isOnEverything = (statement: Statement): boolean => resourceExtent(statement) === 'all'

/** Actions first: few statements speak of all of them. */
const extentOf = (statement: Statement): Extent => {
  const ofActions = actionExtent(statement)
  if (ofActions === 'some') return 'some'
  const ofResources = resourceExtent(statement)
  return ofResources === 'all' ? ofActions : ofResources
}

/** The Allow statements of a document that speak of every action on every resource, those with conditions too. */
export const allowsOfEverything = ({ statements }: PolicyDocument): readonly Statement[] =>
  statements.filter(statement => statement.effect === 'Allow' && extentOf(statement) === 'all')

/** The first Allow statement that leaves out only actions of services that are not known, which may be none. */
export const allowOfPerhapsEverything = ({ statements }: PolicyDocument): Statement | undefined =>
  statements.find(statement => statement.effect === 'Allow' && statement.actions.not && extentOf(statement) === 'undecided')

/** Whether a document allows every action on every resource, with no condition; what it denies is not looked at. */
export const allowsEverything = (policy: PolicyDocument): boolean => allowsOfEverything(policy).some(({ conditions }) => conditions.length === 0)
