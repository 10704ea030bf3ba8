import type { BuildProject, WebhookFilter } from '../datasets/aws/compute.ts'

/** Whether somebody who may not write to the repository can start a build with code of their own. */
export interface WebhookReach {
  readonly reach: 'open' | 'undecided' | 'closed'
  /** Why, as a clause. */
  readonly because: string
}

/** What anybody can cause who can read the repository; pushes, merges and releases take the right to write. */
const fromAnybody = /^(?:PULL_REQUEST_(?:CREATED|UPDATED|REOPENED|CLOSED))$/

/** The branches of an alternation that is not inside parentheses. */
const branchesOf = (pattern: string): readonly string[] => {
  const branches: string[] = []
  let depth = 0
  let branch = ''
  for (const token of pattern.match(/\\.|[\s\S]/g) ?? []) {
    if (token === '(') depth += 1
    if (token === ')') depth -= 1
    if (token === '|' && depth === 0) {
      branches.push(branch)
      branch = ''
    } else branch += token
  }
  return [...branches, branch]
}

/** A branch without parentheses that hold all of it: `(^1$)` says what `^1$` does. */
const unwrapped = (branch: string): readonly string[] => {
  const inside = /^\((?:\?:)?([\s\S]*)\)$/.exec(branch)?.[1]
  let depth = 0
  for (const token of inside?.match(/\\.|[\s\S]/g) ?? []) {
    depth += token === '(' ? 1 : token === ')' ? -1 : 0
    if (depth < 0) return [branch]
  }
  return inside === undefined ? [branch] : branchesOf(inside).flatMap(unwrapped)
}

/** How far a pattern of actors reaches: CodeBuild takes it anywhere in the account number, unless it is anchored. */
const reachOfPattern = (pattern: string): WebhookReach['reach'] => {
  const branches = branchesOf(pattern)
    .flatMap(unwrapped)
    .map(branch => /^\^([\s\S]*)\$$/.exec(branch)?.[1])
  if (branches.some(inside => inside === undefined || /\\$/.test(inside))) return 'open'
  const names = branches.map(inside => (inside ?? '').replaceAll('?:', '').replaceAll(/[()|]/g, ''))
  if (names.every(name => /^[\w-]+$/.test(name))) return 'closed'
  return names.some(name => /(?:\.|\\d|\\w|\])[*+]/.test(name)) ? 'open' : 'undecided'
}

const order: readonly WebhookReach['reach'][] = ['open', 'undecided', 'closed']

const reachOfGroup = (group: readonly WebhookFilter[]): WebhookReach => {
  const events = group.filter(({ type, isExclusion }) => type === 'EVENT' && !isExclusion).flatMap(({ pattern }) => pattern.split(',').map(one => one.trim()))
  const fromOutside = events.filter(event => fromAnybody.test(event))
  if (events.length > 0 && fromOutside.length === 0) return { reach: 'closed', because: 'it starts on events that take the right to write' }
  const actors = group.filter(({ type, isExclusion }) => type === 'ACTOR_ACCOUNT_ID' && !isExclusion)
  const what = fromOutside.length === 0 ? 'any event' : fromOutside.join(', ')
  if (actors.length === 0) return { reach: 'open', because: `it starts on ${what}, whoever causes it` }
  const [strongest] = actors.map(({ pattern }) => ({ pattern, reach: reachOfPattern(pattern) })).sort((a, b) => order.indexOf(b.reach) - order.indexOf(a.reach))
  const because = {
    open: `it starts on ${what} by actors that match "${strongest?.pattern}", which is not anchored or covers any`,
    undecided: `it starts on ${what} by actors that match "${strongest?.pattern}", and whom that covers is not followed`,
    closed: 'it names its actors by anchored patterns',
  }
  const reach = strongest?.reach ?? 'open'
  return { reach, because: because[reach] }
}

/** Everybody has it in a repository that is public: https://docs.aws.amazon.com/codebuild/latest/APIReference/API_PullRequestBuildPolicy.html */
const READER = /_READ$/

/**
 * How far a project's webhook reaches, by its weakest filter group: one group that passes starts a build.
 * https://docs.aws.amazon.com/codebuild/latest/APIReference/API_WebhookFilter.html
 */
export const webhookReach = ({ filterGroups, approval, approverRoles }: NonNullable<BuildProject['webhook']>): WebhookReach => {
  const isByReaders = approverRoles?.some(role => READER.test(role)) === true
  if ((approval === 'ALL_PULL_REQUESTS' || approval === 'FORK_PULL_REQUESTS') && !isByReaders)
    return { reach: 'closed', because: 'pull requests wait for a maintainer’s comment' }
  const groups = filterGroups.map(reachOfGroup)
  const weakest = groups.toSorted((a, b) => order.indexOf(a.reach) - order.indexOf(b.reach))[0]
  return weakest ?? { reach: 'open', because: 'it has no filter: every push and pull request starts a build' }
}
