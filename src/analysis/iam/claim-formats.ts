import { type ConditionValue, coversAll, matchesPattern } from './wildcards.ts'

/** What a demanded value leaves open: only one tenant's tokens, those of strangers too, or nobody can tell from the text. */
type Reach = 'narrow' | 'wide' | 'unclear'

/** Judges one value demanded of a claim; `issuer` is the provider's URL without scheme. */
export type ClaimFormat = (value: ConditionValue, issuer: string) => Reach

const orVariable = (value: ConditionValue, otherwise: Reach): Reach => (value.variable ? 'unclear' : otherwise)

/** An id that is drawn by the issuer: nothing but the whole of it says whose it is. */
export const identifier: ClaimFormat = value => (value.exact ? 'narrow' : orVariable(value, 'wide'))

/** A text whose parts the issuer's customers choose: a wildcard inside may or may not reach strangers. */
export const chosenText: ClaimFormat = value => {
  if (value.exact) return 'narrow'
  return value.prefix === '' ? orVariable(value, 'wide') : 'unclear'
}

/** `kind:tenant:...` or `kind:tenant/...`: the tenant must be complete before the first wildcard, or `acme*` admits `acme-impostor`. */
export const tenantFirst: ClaimFormat = value => {
  if (value.exact || /^[^:/]+:[^:/]+[:/]/.test(value.prefix)) return 'narrow'
  return orVariable(value, 'wide')
}

/** `pulumi:deploy:org:ORGANIZATION:...` or `pulumi:environments:org:...`, or what a customer put together. https://www.pulumi.com/docs/deployments/deployments/oidc/aws/ */
export const pulumiSubject: ClaimFormat = value => {
  if (/^pulumi:(?:deploy|environments):org:[^:]+:/.test(value.exact ? `${value.prefix}:` : value.prefix)) return 'narrow'
  return value.exact ? 'unclear' : orVariable(value, 'wide')
}

/** `owner/repository`: the owner must be complete. */
export const ownerFirst: ClaimFormat = value => (/^[^:/]+\//.test(value.prefix) ? 'narrow' : orVariable(value, value.exact ? 'unclear' : 'wide'))

const tenantPart = /(?:^|:)(?:repo|repository):[^:/*?]+\/|(?:^|:)(?:repository_owner|repository_owner_id|repository_id|enterprise|enterprise_id):[^:*?]+(?::|$)/
/** With an id behind it, an owner is complete: no name of an owner holds an `@`. */
const ownerBeforeId = /(?:^|:)(?:repo|repository):[^:/*?@]+@/
const openParts = new Set(['ref', 'environment', 'workflow', 'event_name', 'ref_type', 'runner_environment', 'base_ref', 'head_ref', 'visibility'])

/**
 * GitHub's subject: `repo:OWNER/NAME:...`, with ids since 2026 (`repo:OWNER@1/NAME@2:...`), or the claims a repository put together itself. Every
 * repository may do so, hence a subject of branch or environment alone is anybody's. https://docs.github.com/en/actions/reference/security/oidc
 */
export const gitHubSubject: ClaimFormat = value => {
  // Under an operator without wildcards a star is a star, which no subject of GitHub's holds: nobody gets in.
  if (value.exact && /[*?]/.test(value.prefix)) return 'narrow'
  const before = value.exact ? value.prefix : value.prefix.replace(/[^:/]*$/, '')
  if (tenantPart.test(before) || ownerBeforeId.test(value.prefix)) return 'narrow'
  if (value.variable || tenantPart.test(value.written)) return 'unclear'
  if (!value.exact) return /(?:job_workflow_ref|actor|actor_id):/.test(value.prefix) ? 'unclear' : 'wide'
  return openParts.has(value.prefix.slice(0, Math.max(0, value.prefix.indexOf(':')))) ? 'wide' : 'unclear'
}

/** The issuer has one customer, so any value narrows that does not admit each of these subjects of it. */
export const unlike =
  (...strangers: readonly string[]): ClaimFormat =>
  (value, issuer) => {
    if (coversAll(value.pattern) && !value.variable) return 'wide'
    const organization = issuer.split('/').at(-1) ?? ''
    const admitsAll = strangers.some(stranger => matchesPattern(value.pattern, stranger.replace('ISSUER', organization)))
    return admitsAll ? orVariable(value, 'wide') : 'narrow'
  }

/** The same on an issuer that serves one enterprise or server: to name the enterprise is to name nobody. https://docs.github.com/en/enterprise-cloud@latest/actions/reference/security/oidc */
export const gitHubEnterpriseSubject: ClaimFormat = (value, issuer) => {
  const withoutEnterprise = value.written.replaceAll(/(?:^|:)enterprise(?:_id)?:[^:]*/g, '')
  return withoutEnterprise === value.written || tenantPart.test(withoutEnterprise) ? gitHubSubject(value, issuer) : 'unclear'
}

/** `system:serviceaccount:NAMESPACE:NAME`; every namespace has a `default`. https://kubernetes.io/docs/reference/access-authn-authz/authentication/ */
export const serviceAccountSubject: ClaimFormat = value => {
  if (value.exact || /^system:serviceaccount:[^:]+:/.test(value.prefix)) return 'narrow'
  const admits = ['a-stranger', 'default'].some(name => matchesPattern(value.pattern, `system:serviceaccount:a-stranger:${name}`))
  return admits ? orVariable(value, 'wide') : 'unclear'
}

/** `CONNECTION|USER`: whoever may sign up has a subject of the connection. https://auth0.com/docs/manage-users/user-accounts/identify-users */
export const auth0Subject: ClaimFormat = value => {
  if (value.exact) return 'narrow'
  return /^[a-z0-9-]*\|?[*?]+$/i.test(value.pattern) || onlySeparators.test(value.pattern) ? orVariable(value, 'wide') : 'unclear'
}

const onlySeparators = /^[^a-z0-9]*$/i

/** `{REPOSITORY}:{ENVIRONMENT}:{STEP}` or without the middle one, each a UUID. https://support.atlassian.com/bitbucket-cloud/docs/deploy-on-aws-using-bitbucket-pipelines-openid-connect/ */
export const bitbucketSubject: ClaimFormat = value => {
  if (value.exact || /^\{[0-9a-f-]{36}\}/i.test(value.prefix)) return 'narrow'
  return onlySeparators.test(value.pattern) ? orVariable(value, 'wide') : 'unclear'
}

const shapes: readonly (readonly [string, ClaimFormat])[] = [
  ['repo:', gitHubEnterpriseSubject],
  ['project_path:', tenantFirst],
  ['system:serviceaccount:', serviceAccountSubject],
]

/** A subject whose format is told by its beginning, if at all; of any other, what a wildcard leaves open is not known. */
export const subjectOfAnyFormat: ClaimFormat = (value, issuer) => {
  if (value.exact) return 'narrow'
  if (value.variable) return 'unclear'
  const shape = shapes.find(([start]) => value.prefix.startsWith(start))
  if (shape !== undefined) return shape[1](value, issuer)
  return onlySeparators.test(value.pattern) ? 'wide' : 'unclear'
}
