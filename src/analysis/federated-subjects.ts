import { issuerOf } from './iam/oidc-issuers.ts'
import { matchesPattern } from './iam/wildcards.ts'

/** Whose tokens an issuer's are. `tenant`: those of a Microsoft Entra tenant, by its id; `owner`: of a platform that gives each customer an issuer of their own; `shared`: of all customers; `unknown`: nobody knows. */
export interface TokenIssuer {
  readonly whose: 'tenant' | 'owner' | 'shared' | 'unknown'
  readonly name: string
  readonly tenant?: string | undefined
  readonly isGitHub: boolean
}

const gitHub = new Set(['token.actions.githubusercontent.com', 'vstoken.actions.githubusercontent.com'])
const GITHUB_OF_ONE = /^token\.actions\.(?:githubusercontent\.com\/[^/]+|[a-z0-9-]+\.ghe\.com)$|\/_services\/token$/
const ENTRA =
  /^(?:login\.microsoftonline\.(?:com|us)|sts\.windows\.net|login\.partner\.microsoftonline\.cn|login\.chinacloudapi\.cn|sts\.chinacloudapi\.cn)\/([0-9a-f-]{36})(?:\/|$)/
/** The tenant of the cluster stands in the path: https://learn.microsoft.com/azure/aks/workload-identity-overview, https://learn.microsoft.com/azure/azure-arc/kubernetes/workload-identity */
const AZURE_CLUSTER = /^[a-z0-9-]+\.oic\.(?:prod-a(?:ks|rc)\.azure\.com|[a-z-]*a(?:ks|rc)\.azure\.(?:us|cn))\/([0-9a-f-]{36})\//

const owners: readonly (readonly [RegExp, string])[] = [
  [/^oidc\.eks\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/id\//, 'an Amazon EKS cluster'],
  [/^[0-9a-f-]+\.tokens\.sts\.global\.api\.aws$/, 'an AWS account'],
  [/^vstoken\.dev\.azure\.com\/[0-9a-f-]+$/, 'an Azure DevOps organization'],
  [/^container\.googleapis\.com\/v1\/projects\//, 'a Google Kubernetes cluster'],
]

/** https://learn.microsoft.com/entra/workload-id/workload-identities-flexible-federated-identity-credentials names it beside app.terraform.io. */
const TERRAFORM_EUROPE = 'app.eu.terraform.io'

/** An issuer without scheme and trailing slash, in small letters, as declarations and tables compare it. */
export const plainIssuer = (issuer: string): string =>
  issuer
    .trim()
    .toLowerCase()
    .replace(/^https:\/\//, '')
    .replace(/\/+$/, '')

/** Recognizes an issuer by its address. */
export const tokenIssuer = (issuer: string): TokenIssuer => {
  const plain = plainIssuer(issuer)
  if (gitHub.has(plain)) return { whose: 'shared', name: 'GitHub Actions', isGitHub: true }
  if (GITHUB_OF_ONE.test(plain)) return { whose: 'owner', name: 'GitHub Actions of one enterprise or server', isGitHub: true }
  if (plain === TERRAFORM_EUROPE) return { whose: 'shared', name: 'HCP Terraform in Europe', isGitHub: false }
  const tenant = (ENTRA.exec(plain) ?? AZURE_CLUSTER.exec(`${plain}/`))?.[1]
  if (tenant !== undefined)
    return { whose: 'tenant', name: ENTRA.test(plain) ? 'a Microsoft Entra tenant' : 'a cluster in AKS or Azure Arc', tenant, isGitHub: false }
  const owner = owners.find(([pattern]) => pattern.test(plain))
  if (owner !== undefined) return { whose: 'owner', name: owner[1], isGitHub: false }
  const known = issuerOf(plain)
  if (known.kind === 'shared') return { whose: 'shared', name: known.name, isGitHub: false }
  return known.name.startsWith('an issuer with no entry')
    ? { whose: 'unknown', name: 'an unknown issuer', isGitHub: false }
    : { whose: 'owner', name: known.name, isGitHub: false }
}

const PULL_REQUEST = 'lets in every pull request, whoever opens it and whatever code it brings'
const NO_REPOSITORY = 'names no repository'
const NO_REF = 'names no branch, tag or environment'

/**
 * What is wrong with a subject of GitHub Actions, which Entra compares whole; undefined: it names a repository, and a branch, tag or environment of it.
 * `isBound`: something else names the repository. https://docs.github.com/en/actions/reference/security/oidc
 */
export const gitHubSubjectFault = (subject: string, isBound = false): string | undefined => {
  // A star is a star there, which no subject holds: nobody gets in. https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations
  if (/[*?]/.test(subject)) return undefined
  if (/:pull_request$/i.test(subject)) return PULL_REQUEST
  const isNamed = isBound || /^repo:[^/:]+\/[^/:]+:/i.test(subject) || /(?:^|:)repository_id:\d+(?::|$)/i.test(subject)
  if (!isNamed) return NO_REPOSITORY
  return /:(?:ref:refs\/(?:heads|tags)\/.|environment:[^:]|job_workflow_ref:.)/i.test(`:${subject}`) ? undefined : NO_REF
}

/** What a flexible credential's expression demands of one claim. */
interface Clause {
  readonly claim: string
  /** `matches`: `*` stands for any characters, `?` for one. */
  readonly operator: string
  readonly value: string
}

const CLAUSE = /claims\['([^']+)'\]\s+(eq|matches)\s+'((?:[^']|'')*)'/gi

const clausesOf = (expression: string): readonly Clause[] =>
  [...expression.matchAll(CLAUSE)].map(([, claim = '', operator = '', value = '']) => ({ claim: claim.toLowerCase(), operator: operator.toLowerCase(), value }))

/** Whether an expression is nothing but clauses that are all demanded. https://learn.microsoft.com/entra/workload-id/workload-identities-flexible-federated-identity-credentials */
export const isReadable = (expression: string): boolean => /^\s*(?:and\s*)*$/i.test(expression.replaceAll(CLAUSE, '')) && clausesOf(expression).length > 0

const isWild = ({ operator, value }: Clause): boolean => operator === 'matches' && /[*?]/.test(value)
const namesRepository = (clauses: readonly Clause[]): boolean => clauses.some(({ claim, operator }) => claim === 'repository_id' && operator === 'eq')

/** Where an expression lets more in than one workload; critical where the wildcard stands before owner and repository are named. */
export interface WildFault {
  readonly words: string
  readonly severity: 'critical' | 'high'
}

/** `repo:owner/name:` of GitHub, `project_path:group/project:` of GitLab, `organization:o:project:p:` of HCP Terraform, `owner/name/` of a workflow's path. */
const NAMED = /^(?:(?:repo|project_path):[^/:]+\/[^:]+:|organization:[^:]+:project:[^:]+:|[^/:]+\/[^/:]+\/)/i

/** What a flexible credential's expression takes any of. Where it demands a subject, other claims only narrow that. */
export const wildFaults = (expression: string): readonly WildFault[] => {
  const clauses = clausesOf(expression)
  const subjects = clauses.filter(({ claim }) => claim === 'sub')
  return (subjects.length > 0 ? subjects : clauses).filter(isWild).map(({ claim, value }) => {
    const isNamed = namesRepository(clauses) || NAMED.test(value.slice(0, value.search(/[*?]/)))
    return { words: `takes any ${claim} like ${value}`, severity: isNamed ? 'high' : 'critical' }
  })
}

/** Whether a pattern takes in the subject that pull requests of some repository have. */
const takesPullRequests = (pattern: string): boolean => {
  const some = pattern.replace(/[*?]/g, 'x')
  const repository = /^repo:[^:]*(?=:)/i.exec(some)?.[0] ?? some
  return [`${repository}:pull_request`, some].some(subject => subject.endsWith(':pull_request') && matchesPattern(pattern, subject))
}

/** What is wrong with an expression about GitHub Actions beside its wildcards. Whoever writes a workflow may call another's: its `job_workflow_ref` alone names no repository. */
export const gitHubExpressionFault = (expression: string): string | undefined => {
  const clauses = clausesOf(expression)
  const subject = clauses.find(({ claim }) => claim === 'sub')
  if (subject === undefined) return namesRepository(clauses) ? NO_REF : NO_REPOSITORY
  if (isWild(subject)) return takesPullRequests(subject.value) ? PULL_REQUEST : undefined
  return gitHubSubjectFault(subject.value, namesRepository(clauses))
}
