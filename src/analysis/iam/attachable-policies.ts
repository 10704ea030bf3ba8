import type { AccountEvaluator } from './account-evaluator.ts'
import type { AccountPolicies, AccountPrincipal } from './account-principals.ts'
import { type ActionSet, addAll, isWithin, keepOnly, meets, noActions, setOf } from './action-sets.ts'
import { escalationPrimitives, sensitiveActions } from './escalation/primitives.ts'
import { ALWAYS, type Expression, NEVER } from './expression.ts'
import { leadingActions } from './leading-actions.ts'
import { type Named, namedByConditions } from './named-by-condition.ts'
import { partitionIn } from './partitions.ts'
import { matchesText } from './policy-values.ts'
import type { NamedPolicy } from './principal-policies.ts'
import type { GivenContext } from './request-context.ts'
import { atomsOf } from './solve.ts'

const BOUNDARY_KEY = 'iam:permissionsboundary'

/**
 * The condition keys, lower case, that tell which policy an action attaches or makes the boundary; every such request has them.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
const POLICY_KEYS: ReadonlyMap<string, string> = new Map([
  ['iam:AttachUserPolicy', 'iam:policyarn'],
  ['iam:AttachRolePolicy', 'iam:policyarn'],
  ['iam:AttachGroupPolicy', 'iam:policyarn'],
  ['iam:PutUserPermissionsBoundary', BOUNDARY_KEY],
  ['iam:PutRolePermissionsBoundary', BOUNDARY_KEY],
])

/**
 * Policies of AWS that only read, whether or not the account has their documents, e.g.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/ReadOnlyAccess.html
 */
const READING: ReadonlySet<string> = new Set([
  'AmazonEC2ReadOnlyAccess',
  'AmazonS3ReadOnlyAccess',
  'IAMReadOnlyAccess',
  'ReadOnlyAccess',
  'SecurityAudit',
  'job-function/ViewOnlyAccess',
])
const reading = setOf(sensitiveActions.filter(action => /:(?:BatchGet|Describe|Get|List|View)/.test(action)))

/** What each way to more rights than data demands. */
const demands: readonly (readonly ActionSet[])[] = escalationPrimitives
  .filter(({ gives, onTarget, elsewhere }) => gives !== 'data' && onTarget.length + elsewhere.length > 0)
  .map(({ onTarget, elsewhere }) => [...onTarget, ...elsewhere].map(setOf))
const assuming = setOf(['sts:AssumeRole'])

/** Whether actions open a way to more rights to somebody who has others already. */
const opensWays = (added: ActionSet, before: ActionSet): boolean => {
  const together = before.slice()
  addAll(together, added)
  return meets(added, assuming) || demands.some(asks => asks.some(actions => meets(actions, added)) && asks.every(actions => meets(actions, together)))
}

/** Who may turn a managed policy into another: a new version, an older one, or a policy made in its place. */
const openRewriting = (evaluator: AccountEvaluator, principals: readonly AccountPrincipal[]) => {
  const { organization, own, ask, askSome } = evaluator
  // Whoever reaches one of these is told to reach an administrator.
  const isAdministratorAnyhow = (principal: AccountPrincipal): boolean => {
    const surely = own(principal).surely.slice()
    keepOnly(surely, organization.surely)
    return isWithin(leadingActions, surely)
  }
  const others = principals.filter(principal => !isAdministratorAnyhow(principal))
  const rewrites = (principal: AccountPrincipal, arn: string, exists: boolean): boolean => {
    const may = (action: string): boolean => ask(principal, action, arn).kind !== 'never'
    return exists
      ? may('iam:CreatePolicyVersion') || may('iam:SetDefaultPolicyVersion') || (may('iam:CreatePolicy') && may('iam:DeletePolicy'))
      : may('iam:CreatePolicy')
  }
  const known = new Map<string, boolean>()
  const once = (key: string, find: () => boolean): boolean => {
    const fresh = known.get(key) ?? find()
    known.set(key, fresh)
    return fresh
  }
  return {
    isRewritable: (arn: string, exists: boolean): boolean => once(arn, () => others.some(principal => rewrites(principal, arn, exists))),
    isAnythingMade: (): boolean => once('', () => others.some(principal => askSome(principal, 'iam:CreatePolicy').kind !== 'never')),
  }
}

/** A policy that may be made the boundary; `when` it is there: always, or if whoever names it makes it too. */
export interface NamedBoundary extends NamedPolicy {
  readonly arn: string
  readonly when: Expression
}

const EVERYTHING = JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } })

/** An evaluator that knows, too, whether what may be attached, or made the boundary, helps whoever does it. */
export interface GainEvaluator extends AccountEvaluator {
  /** As `ask`; never where all that may be attached is known, opens no way to more rights, and is rewritten by administrators only. */
  gains(principal: AccountPrincipal, action: string, resource: string, context?: GivenContext): Expression
  /** The boundaries that conditions of what is allowed name for something made by an action, of which the documents are known or may be made. */
  boundariesNamed(principal: AccountPrincipal, action: string, resource: string): readonly NamedBoundary[]
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-controlling-access-to.html */
export const withGains = (evaluator: AccountEvaluator, given: AccountPolicies, principals: readonly AccountPrincipal[]): GainEvaluator => {
  // Names of policies differ in more than case.
  const documents = new Map(given.policies.map(({ arn, document }) => [arn.toLowerCase(), { arn, document }]))
  const byArn = new Map(principals.map(principal => [principal.arn, principal]))
  let opened: ReturnType<typeof openRewriting> | undefined
  const rewriting = () => {
    opened ??= openRewriting(evaluator, principals)
    return opened
  }

  /** The ARNs of which a listed value speaks. Undefined: it may speak of some that are not known. */
  const arnsOf = ({ value, isPattern }: Named): readonly string[] | undefined => {
    if (!isPattern) return [value]
    // Names of AWS's policies are not listed by the account, and new ones come.
    const isOfAccount = value.startsWith(`arn:${partitionIn(value)}:iam::${given.account}:policy/`)
    if (!isOfAccount || given.isExcerpt === true || rewriting().isAnythingMade()) return undefined
    return [...documents.values()].flatMap(({ arn }) => (matchesText(value, arn) ? [arn] : []))
  }

  const allowedBy = (arn: string): ActionSet | undefined => {
    const ofAws = /^arn:[^:]*:iam::aws:policy\/(.+)$/.exec(arn)?.[1]
    const known = documents.get(arn.toLowerCase())
    if (ofAws !== undefined) return known === undefined ? (READING.has(ofAws) ? reading : undefined) : evaluator.allowedIn(known.document)
    if (given.isExcerpt === true || arn.split(':')[4] !== given.account || rewriting().isRewritable(arn, known !== undefined)) return undefined
    // All of the account's own are there: one that is not does not exist, and nobody makes it.
    return known === undefined ? noActions() : evaluator.allowedIn(known.document)
  }

  interface Gain {
    readonly principal: AccountPrincipal
    readonly action: string
    readonly resource: string
    readonly context?: GivenContext | undefined
    readonly key: string
  }
  const isHarmless = ({ principal, action, resource, context, key }: Gain): boolean => {
    const listed = namedByConditions(evaluator.read, { principal, action, resource, context, key })
    // The boundary that it has already gives it nothing.
    const present = key === BOUNDARY_KEY && resource === principal.arn ? principal.policies.boundary?.arn : undefined
    if (listed === undefined) return false
    const added = noActions()
    for (const one of listed) {
      const arns = arnsOf(one)
      if (arns === undefined) return false
      for (const arn of arns) {
        if (arn === present || evaluator.ask(principal, action, resource, { ...context, [key]: arn }).kind === 'never') continue
        const allowed = allowedBy(arn)
        if (allowed === undefined) return false
        addAll(added, allowed)
      }
    }
    const before = evaluator.available(principal).slice()
    const receiver = byArn.get(resource)
    if (receiver !== undefined) addAll(before, evaluator.available(receiver))
    return !opensWays(added, before)
  }

  const gains: GainEvaluator['gains'] = (principal, action, resource, context) => {
    const allowed = evaluator.ask(principal, action, resource, context)
    const about = POLICY_KEYS.get(action)
    if (about === undefined || allowed.kind === 'always' || allowed.kind === 'never') return allowed
    const isOpen = atomsOf(allowed).some(({ key }) => key === about)
    return isOpen && isHarmless({ principal, action, resource, context, key: about }) ? NEVER : allowed
  }
  /** A policy that the account lacks, and that a pattern of ARNs takes in; undefined: that cannot be told, or it takes in none of this account. */
  const lackedBy = (pattern: string, principal: AccountPrincipal): string | undefined => {
    const own = `arn:${partitionIn(principal.arn)}:iam::${given.account}:policy/`
    const arn = pattern.replace(/^arn:[^:]*:iam::[^:]*:policy\//, own).replace(/[*?]/g, 'x')
    return arn.startsWith(own) && matchesText(pattern, arn) && !documents.has(arn.toLowerCase()) ? arn : undefined
  }
  const boundariesNamed: GainEvaluator['boundariesNamed'] = (principal, action, resource) => {
    const named = namedByConditions(evaluator.read, { principal, action, resource, key: BOUNDARY_KEY }) ?? []
    const known = named.flatMap(({ value, isPattern }) =>
      isPattern ? [...documents.values()].filter(({ arn }) => matchesText(value, arn)) : (documents.get(value.toLowerCase()) ?? []),
    )
    const made = named.flatMap(({ value, isPattern }) => (isPattern ? (lackedBy(value, principal) ?? []) : []))
    const nameOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1)
    return [
      ...known.map(one => ({ name: nameOf(one.arn), ...one, when: ALWAYS })),
      ...made.map(arn => ({ name: nameOf(arn), arn, document: EVERYTHING, when: evaluator.ask(principal, 'iam:CreatePolicy', arn) })),
    ].filter(({ when }) => when.kind !== 'never')
  }
  return { ...evaluator, gains, boundariesNamed }
}
