import { issuerOf } from './iam/oidc-issuers.ts'

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
/** https://learn.microsoft.com/azure/aks/workload-identity-overview: the tenant of the cluster stands in the path. */
const AKS = /^[a-z0-9-]+\.oic\.(?:prod-aks\.azure\.com|[a-z-]*aks\.azure\.(?:us|cn))\/([0-9a-f-]{36})\//

const owners: readonly (readonly [RegExp, string])[] = [
  [/^oidc\.eks\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/id\//, 'an Amazon EKS cluster'],
  [/^[0-9a-f-]+\.tokens\.sts\.global\.api\.aws$/, 'an AWS account'],
  [/^vstoken\.dev\.azure\.com\/[0-9a-f-]+$/, 'an Azure DevOps organization'],
  [/^container\.googleapis\.com\/v1\/projects\//, 'a Google Kubernetes cluster'],
]

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
  const tenant = (ENTRA.exec(plain) ?? AKS.exec(`${plain}/`))?.[1]
  if (tenant !== undefined) return { whose: 'tenant', name: ENTRA.test(plain) ? 'a Microsoft Entra tenant' : 'an AKS cluster', tenant, isGitHub: false }
  const owner = owners.find(([pattern]) => pattern.test(plain))
  if (owner !== undefined) return { whose: 'owner', name: owner[1], isGitHub: false }
  const known = issuerOf(plain)
  if (known.kind === 'shared') return { whose: 'shared', name: known.name, isGitHub: false }
  return known.name.startsWith('an issuer with no entry')
    ? { whose: 'unknown', name: 'an unknown issuer', isGitHub: false }
    : { whose: 'owner', name: known.name, isGitHub: false }
}

/**
 * What is wrong with a subject of GitHub Actions, which Entra compares whole; undefined: it names a repository, and a branch, tag or environment of it.
 * https://docs.github.com/en/actions/reference/security/oidc
 */
export const gitHubSubjectFault = (subject: string): string | undefined => {
  if (/:pull_request$/i.test(subject)) return 'lets in every pull request, whoever opens it and whatever code it brings'
  if (!/^repo:[^/:*?]+\/[^/:*?]+:/i.test(subject)) return 'names no repository'
  return /:(?:ref:refs\/(?:heads|tags)\/[^*?]+|environment:[^:*?]+|job_workflow_ref:[^*?]+)/i.test(subject) ? undefined : 'names no branch, tag or environment'
}

/** Where an expression lets more in than one workload; critical where the wildcard stands before owner and repository are named. */
export interface WildFault {
  readonly words: string
  readonly severity: 'critical' | 'high'
}

/** `repo:owner/name:` of GitHub, `project_path:group/project:` of GitLab, `organization:o:project:p:` of HCP Terraform, `owner/name/` of a workflow's path. */
const NAMED = /^(?:(?:repo|project_path):[^/:]+\/[^:]+:|organization:[^:]+:project:[^:]+:|[^/:]+\/[^/:]+\/)/i

/** What a flexible credential's expression takes any of: `*` stands for any characters, `?` for one. https://learn.microsoft.com/entra/workload-id/workload-identities-flexible-federated-identity-credentials */
export const wildFaults = (expression: string): readonly WildFault[] =>
  [...expression.matchAll(/claims\['([^']+)'\]\s+matches\s+'([^']*)'/gi)].flatMap(([, claim = '', pattern = '']) => {
    const at = pattern.search(/[*?]/)
    if (at < 0) return []
    return [{ words: `takes any ${claim} like ${pattern}`, severity: NAMED.test(pattern.slice(0, at)) ? 'high' : 'critical' }]
  })
