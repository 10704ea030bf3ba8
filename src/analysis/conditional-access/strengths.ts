import type { AuthenticationStrength } from '../../datasets/entra/conditional-access.ts'
import { type Demand, exactly, oneOf, strongest } from './assurance.ts'

// https://learn.microsoft.com/graph/api/resources/authenticationmethodmodes and the table of built-in strengths in
// https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strengths
const phishingResistant = new Set(['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor'])
const multiFactor = new Set(['deviceBasedPush', 'temporaryAccessPassOneTime', 'temporaryAccessPassMultiUse', 'federatedMultiFactor'])
const knowledge = new Set(['password', 'federatedSingleFactor'])
const possession = new Set(['microsoftAuthenticatorPush', 'softwareOath', 'hardwareOath', 'sms', 'voice', 'x509CertificateSingleFactor'])
const singleFactor = new Set(['email', 'qrCodePin'])

/** Methods joined by a comma must all be used, so the strongest counts; a method that this version does not know is not counted up. */
const combinationDemand = (combination: string): Demand => {
  const modes = combination.split(',').map(mode => mode.trim())
  const has = (set: ReadonlySet<string>) => modes.some(mode => set.has(mode))
  const known = has(phishingResistant) ? 'phishing-resistant' : has(multiFactor) || (has(knowledge) && has(possession)) ? 'mfa' : 'single-factor'
  const all = [phishingResistant, multiFactor, knowledge, possession, singleFactor]
  const isKnown = modes.every(mode => all.some(set => set.has(mode)))
  return isKnown ? exactly(known) : { low: known, high: strongest(known, 'phishing-resistant') }
}

/** A strength guarantees the weakest combination it allows; names and ids say nothing. One that is not in the table could be any. */
export const strengthDemand = (strength: AuthenticationStrength | undefined): Demand => {
  const [first, ...rest] = strength?.allowedCombinations ?? []
  if (first === undefined) return { low: 'none', high: 'phishing-resistant' }
  return rest.map(combinationDemand).reduce(oneOf, combinationDemand(first))
}
