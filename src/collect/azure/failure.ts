import { type Answer, errorOf, repeatable } from '../answer.ts'
import { CollectError } from '../collector.ts'
import { retryAfterOf, TransientError } from '../retry.ts'
import type { ArmOperation } from './operations.ts'

/** The subscription has never used this resource provider: what it would hold is not there. Whoever asks knows what that means. */
export class ProviderNotRegistered extends CollectError {}

/** What Azure Resource Manager says, and how it is meant: https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors */
const meanings: Readonly<Record<string, string>> = {
  AuthorizationFailed: 'the identity that scans has no role there that allows it',
  SubscriptionNotFound: 'the subscription is gone, or belongs to another tenant',
  InvalidAuthenticationTokenTenant: 'the subscription belongs to another tenant than the credentials',
  MissingSubscriptionRegistration: 'the subscription does not use this resource provider',
  SubscriptionNotRegistered: 'the subscription does not use this resource provider',
  DisallowedOperation: 'a subscription of this kind can hold nothing that could be read',
}

const notRegistered = new Set(['MissingSubscriptionRegistration', 'SubscriptionNotRegistered'])

/** What an answer other than 200 means: worth repeating (`TransientError`), or final (`CollectError` with its reason). `skew`: what to say of the clocks. */
export const armFailureOf = (answer: Answer, operation: ArmOperation, now: number, skew = ''): TransientError | CollectError => {
  const { code, message } = errorOf(answer.body)
  const meant = meanings[code] === undefined ? '' : ` (${meanings[code]})`
  const what = `${operation.method} ${operation.path} answered ${answer.status}${code === '' ? '' : ` ${code}${meant}`}${message === '' ? '' : `: ${message}`}`
  if (answer.status === 429) return new TransientError('throttled', what, retryAfterOf(answer.retryAfter, now))
  if (repeatable.has(answer.status) || answer.status === 408) return new TransientError('failed', what, retryAfterOf(answer.retryAfter, now))
  if (notRegistered.has(code)) return new ProviderNotRegistered('failed', what)
  if (/PremiumLicenseRequired/.test(code) || /needs to have [\w ]*(?:P2|Governance)[\w ]* license/i.test(message)) return new CollectError('not-licensed', what)
  // No role and no licence opens it: the subscription itself is of a kind that has no resources.
  if (code === 'DisallowedOperation') return new CollectError('out-of-reach', what)
  if (answer.status === 403) return new CollectError('denied', what, operation.action === '' ? undefined : operation.action)
  if (answer.status === 401) return new CollectError('denied', `${what}${skew}`)
  if (answer.status >= 300 && answer.status < 400) return new CollectError('failed', `${what}; redirects are not followed`)
  return new CollectError('failed', what)
}
