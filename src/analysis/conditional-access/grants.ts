import type { ConditionalAccessPolicy } from '../../datasets/entra/conditional-access.ts'
import { allOf, type Demand, exactly, oneOf, rankOf } from './assurance.ts'
import type { Means } from './circumstances.ts'
import { type ClientApp, isModern } from './clients.ts'

/** One way through a grant, or one part of it. `proof`: how it reads after "a password with ...". */
interface Control {
  readonly demand: Demand
  readonly proof?: string | undefined
  /** Why it cannot be decided what it demands. */
  readonly doubt?: string | undefined
}

const undecided: Demand = { low: 'none', high: 'blocked' }

const proofs = new Map([
  ['compliantDevice', 'a compliant device'],
  ['domainJoinedDevice', 'a hybrid joined device'],
  ['compliantApplication', 'an app under a protection policy'],
  ['approvedApplication', 'an approved app'],
])

const blocked: Control = { demand: exactly('blocked') }
const met = (name: string): Control => ({ demand: exactly('none'), proof: proofs.get(name) })

/**
 * On a client that shows a sign-in page. Passwords are only changed after MFA; a device or an app is no second factor of the person. With device code
 * flow no device can be shown: https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-grant. The older
 * approved apps are no longer asked for: https://learn.microsoft.com/entra/identity/conditional-access/migrate-approved-client-app.
 * Risk remediation is a password change or a new sign-in: https://learn.microsoft.com/entra/id-protection/concept-identity-protection-policies
 */
const modernControl = (name: string, { isCompliant, isHybridJoined, hasAppProtection, isDeviceCode }: Means): Control => {
  if (name === 'block') return blocked
  if (name === 'mfa' || name === 'passwordChange') return { demand: exactly('mfa') }
  if (name === 'riskRemediation') return { demand: { low: 'none', high: 'mfa' } }
  if (name === 'compliantDevice') return isCompliant && !isDeviceCode ? met(name) : blocked
  if (name === 'domainJoinedDevice') return isHybridJoined && !isDeviceCode ? met(name) : blocked
  if (name === 'compliantApplication') return !hasAppProtection ? blocked : isDeviceCode ? { demand: undecided } : met(name)
  return name === 'approvedApplication' ? met(name) : { demand: undecided }
}

/**
 * Legacy clients cannot meet a control that needs a sign-in page, so it blocks them; what Microsoft does not document stays undecided.
 * Exchange ActiveSync: MFA, terms of use and custom controls block, device compliance can be met. Other clients pass neither MFA nor device state.
 * https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-conditions#client-apps
 */
const legacyControl = (name: string, client: ClientApp, { isCompliant }: Means): Control => {
  if (['block', 'mfa', 'passwordChange'].includes(name)) return blocked
  if (client === 'other') return proofs.has(name) ? blocked : { demand: undecided }
  if (name === 'compliantDevice') return isCompliant ? met(name) : blocked
  return { demand: undecided }
}

const beyondBuiltIn = (client: ClientApp): Demand => {
  if (client === 'exchangeActiveSync') return exactly('blocked')
  return client === 'other' ? undecided : exactly('none')
}

/**
 * A custom control sends people to another service, which proves whatever it proves. Microsoft does not take it for MFA, and nothing tells what it asks:
 * not counted on, and no certain hole. https://learn.microsoft.com/entra/identity/conditional-access/controls
 */
const customControl = (client: ClientApp): Control =>
  isModern(client)
    ? {
        demand: { low: 'none', high: 'phishing-resistant' },
        proof: 'a custom control',
        doubt: 'it accepts a custom control, which Microsoft does not count as MFA: what the service behind it asks for cannot be read',
      }
    : { demand: beyondBuiltIn(client), proof: 'a custom control' }

const controlsOf = (policy: ConditionalAccessPolicy, client: ClientApp, strength: Demand, means: Means, counted: ReadonlySet<string>): Control[] => {
  const modern = isModern(client)
  const grant = policy.grantControls
  const control = (name: string): Control => (counted.has(name) ? blocked : modern ? modernControl(name, means) : legacyControl(name, client, means))
  const controls = (grant?.builtInControls ?? []).map(control)
  // A legacy client proves a password at most, so any strength beyond that stops it.
  if (grant?.authenticationStrengthId != null)
    controls.push({ demand: modern ? strength : rankOf(strength.low) < rankOf('mfa') ? undecided : exactly('blocked') })
  for (const _ of grant?.termsOfUse ?? []) controls.push({ demand: beyondBuiltIn(client), proof: 'accepted terms of use' })
  for (const _ of grant?.customAuthenticationFactors ?? []) controls.push(customControl(client))
  for (const _ of policy.unknownControls) controls.push({ demand: undecided })
  return controls
}

/** What a policy demands, and in words what its weakest way asks beside a password. */
export interface Grant {
  readonly demand: Demand
  readonly proofs: readonly string[]
  /** Whether the weakest way stands beside stronger ones, which need not be taken. */
  readonly isAlternative: boolean
  /** What the strongest of its ways demands. */
  readonly best?: Demand
  /** Why it cannot be decided what it demands, where there is more to say than that. */
  readonly doubts?: readonly string[]
}

/**
 * The guarantee of a policy's grant on one kind of client: OR gives its weakest member, AND its strongest, and no grant (session controls only)
 * demands nothing. `strength` is what its authentication strength, if it has one, guarantees for the people asked about; `means` what they can show;
 * `counted` are controls that are as good as a block for the question at hand.
 */
export const grantOf = (policy: ConditionalAccessPolicy, client: ClientApp, strength: Demand, means: Means, counted: ReadonlySet<string>): Grant => {
  const controls = controlsOf(policy, client, strength, means, counted)
  const [first, ...rest] = controls
  if (first === undefined) return { demand: exactly('none'), proofs: [], isAlternative: false }
  const operator = policy.grantControls?.operator.toUpperCase()
  const one = rest.reduce((demand, control) => oneOf(demand, control.demand), first.demand)
  const all = rest.reduce((demand, control) => allOf(demand, control.demand), first.demand)
  const doubts = [...new Set(controls.flatMap(({ doubt }) => doubt ?? []))]
  const named = [...new Set(controls.flatMap(({ proof }) => proof ?? []))]
  if (operator === 'AND') return { demand: all, proofs: named, isAlternative: false, doubts }
  if (operator !== 'OR') return { demand: { low: one.low, high: all.high }, proofs: [], isAlternative: false, doubts }
  const best = controls.map(({ demand }) => demand).reduce((a, b) => (rankOf(b.low) > rankOf(a.low) ? b : a), first.demand)
  const easiest = Math.min(...controls.map(({ demand }) => rankOf(demand.low)))
  const weakest = controls.filter(({ demand }) => rankOf(demand.low) === easiest)
  const ways = [...new Set(weakest.flatMap(({ proof }) => proof ?? []))]
  return { demand: one, proofs: ways.length === 0 ? [] : [ways.join(' or ')], isAlternative: weakest.length < controls.length, best, doubts }
}
