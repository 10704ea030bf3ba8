import { isDemanded, patternOperators } from './demanded-conditions.ts'
import type { Condition } from './policy-conditions.ts'
import { readValue } from './wildcards.ts'

/** What a trust in GitHub Actions names of the workflows it lets in. */
interface GitHubScope {
  readonly repository: boolean
  /** A branch, a tag, an environment or a reusable workflow at one of them. */
  readonly ref: boolean
  /** Owner or repository by number, which GitHub gives to nobody else later; names can be taken again once they are free. */
  readonly byId: boolean
  /** A policy variable decides it. */
  readonly unclear: boolean
}

/** A trust in GitHub Actions, or in what may be GitHub Actions. */
export interface GitHubTrust extends GitHubScope {
  /** False: the issuer's URL does not say that it is GitHub's, though its subjects are written like those of GitHub. */
  readonly isCertain: boolean
  /** Whether the issuer serves all of GitHub, so that a name that is free can be taken by anybody. */
  readonly isShared: boolean
}

const shared: ReadonlySet<string> = new Set(['token.actions.githubusercontent.com', 'vstoken.actions.githubusercontent.com'])
/** One enterprise on GitHub, data residency on ghe.com, and GitHub Enterprise Server, by the issuers that GitHub documents: https://docs.github.com/en/enterprise-server@latest/actions/reference/security/oidc */
const own = /^(?:token\.actions\.githubusercontent\.com\/[^/]+|token\.actions\.[a-z0-9-]+\.ghe\.com|[^/]+\/_services\/token)$/
const like = /\/_services\/[a-z]*token$/

const hasSubjectLikeGitHub = (provider: string, conditions: readonly Condition[]): boolean =>
  conditions.some(condition => condition.key === `${provider}:sub` && isDemanded(condition, conditions) && condition.values.some(value => /^repo:/.test(value)))

/** Whether a provider (without scheme, lower case) is GitHub Actions, by its URL or, where that does not tell, by the subjects demanded of it. */
const identify = (provider: string, conditions: readonly Condition[]): Pick<GitHubTrust, 'isCertain' | 'isShared'> | undefined => {
  const isShared = shared.has(provider)
  if (isShared || own.test(provider)) return { isCertain: true, isShared }
  return like.test(provider) || hasSubjectLikeGitHub(provider, conditions) ? { isCertain: false, isShared } : undefined
}

const nothing: GitHubScope = { repository: false, ref: false, byId: false, unclear: false }
const nobody: GitHubScope = { repository: true, ref: true, byId: true, unclear: false }

const BRANCH_OR_TAG = /^refs\/(?:heads|tags)\/./
const WITH_ID = /@\d+$/

type Reader = (value: string, isFixed: boolean, prefix: string) => Partial<GitHubScope>

const readRepository: Reader = (value, isFixed, prefix) => {
  const owner = prefix.includes('/') ? prefix.slice(0, prefix.indexOf('/')) : ''
  const isWhole = isFixed && /^[^/]+\/[^/]+$/.test(value)
  return { repository: isWhole, byId: WITH_ID.test(owner) || (isWhole && WITH_ID.test(value)) }
}

/** A workflow file and where it is taken from: `OWNER/NAME/.github/workflows/FILE@refs/heads/main`, or `@` a commit. */
const readWorkflow: Reader = (_, isFixed, prefix) => {
  const from = prefix.slice(prefix.indexOf('@') + 1)
  return { ref: prefix.includes('@') && (BRANCH_OR_TAG.test(from) || (isFixed && /^[0-9a-f]{40}$/.test(from))) }
}

/** Parts of a subject, which are claims too. https://docs.github.com/en/actions/reference/security/oidc */
const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['repo', readRepository],
  ['repository', readRepository],
  ['repository_id', (_, isFixed) => ({ repository: isFixed, byId: isFixed })],
  ['repository_owner_id', (_, isFixed) => ({ byId: isFixed })],
  ['ref', (_, __, prefix) => ({ ref: BRANCH_OR_TAG.test(prefix) })],
  ['environment', (_, __, prefix) => ({ ref: prefix !== '' })],
  ['job_workflow_ref', readWorkflow],
  ['workflow_ref', (value, isFixed, prefix) => ({ ...readWorkflow(value, isFixed, prefix), repository: /^[^/]+\/[^/]+\/./.test(prefix) })],
])

const both = (a: GitHubScope, b: Partial<GitHubScope>): GitHubScope => ({
  repository: a.repository || b.repository === true,
  ref: a.ref || b.ref === true,
  byId: a.byId || b.byId === true,
  unclear: a.unclear || b.unclear === true,
})

const either = (a: GitHubScope, b: GitHubScope): GitHubScope => ({
  repository: a.repository && b.repository,
  ref: a.ref && b.ref,
  byId: a.byId && b.byId,
  unclear: a.unclear || b.unclear,
})

/** A subject is `claim:value` pairs; those after a wildcard still have to stand where they are written. */
const readSubject = (written: string, honoursWildcards: boolean): GitHubScope => {
  const parts = written.split(':')
  return parts.reduce((named, part, at) => {
    const reader = readers.get(part)
    const value = parts[at + 1]
    if (reader === undefined || value === undefined) return named
    const { exact, prefix } = readValue(value, honoursWildcards)
    return both(named, reader(value, exact && value !== '', prefix))
  }, nothing)
}

const scopeOfValue = (claim: string, written: string, honoursWildcards: boolean): GitHubScope => {
  const { exact, prefix, variable } = readValue(written, honoursWildcards)
  if (variable) return { ...nothing, unclear: true }
  // Under an operator without wildcards a star is a star, which no claim of GitHub's holds.
  if (exact && /[*?]/.test(prefix)) return nobody
  if (claim === 'sub') return readSubject(written, honoursWildcards)
  return { ...nothing, ...readers.get(claim)?.(written, exact && written !== '', prefix) }
}

const scopeOfConditions = (conditions: readonly Condition[], provider: string): GitHubScope =>
  conditions
    .filter(condition => condition.key.startsWith(`${provider}:`) && isDemanded(condition, conditions))
    .map(({ key, operator, values }) =>
      values.map(value => scopeOfValue(key.slice(provider.length + 1), value, patternOperators.has(operator))).reduce(either, nobody),
    )
    .reduce(both, nothing)

const rank = ({ repository, ref, byId, unclear }: GitHubScope): number => {
  if (!repository || !ref) return unclear ? 1 : 0
  return byId ? 3 : 2
}

/** What the statements name of the workflows they let in, each given by its conditions: they are alternatives, so the widest decides. */
export const gitHubScope = (alternatives: readonly (readonly Condition[])[], provider: string): GitHubScope =>
  alternatives.map(conditions => scopeOfConditions(conditions, provider)).reduce((widest, one) => (rank(one) < rank(widest) ? one : widest), nobody)

/** What statements, each with the provider whose tokens it lets in, say of GitHub Actions. Undefined: none of them is about it. */
export const gitHubTrust = (statements: readonly { readonly provider: string; readonly conditions: readonly Condition[] }[]): GitHubTrust | undefined => {
  const told = statements.flatMap(({ provider, conditions }) => {
    const identified = identify(provider, conditions)
    return identified === undefined ? [] : [{ ...gitHubScope([conditions], provider), ...identified }]
  })
  const certain = told.filter(({ isCertain }) => isCertain)
  const [first, ...others] = certain.length > 0 ? certain : told
  return first === undefined ? undefined : others.reduce((widest, one) => (rank(one) < rank(widest) ? one : widest), first)
}
