import { z } from 'zod'
import { AZURE_MANAGEMENT, EXCHANGE_ONLINE } from '../analysis/conditional-access/applications.ts'
import type { InsiderLevel, Platform, RiskLevel } from '../analysis/conditional-access/circumstances.ts'
import type { TenantFacts } from '../analysis/conditional-access/conditional-access.ts'
import type { SignIn, Whereabouts } from '../analysis/conditional-access/sign-in.ts'
import { ExitError, exitCodes } from './exit-codes.ts'

const ipAddress = z.union([z.ipv4(), z.ipv6()])
const isAddress = (text: string): boolean => ipAddress.safeParse(text).success

/** The words of the command line that tell one sign-in. */
export interface SignInWords {
  readonly user: string
  readonly app?: string
  readonly userAction?: 'register-security-info' | 'register-device'
  readonly client: 'browser' | 'mobile' | 'exchange-activesync' | 'other'
  readonly platform?: Platform
  readonly location: readonly string[]
  readonly country?: string
  readonly device?: 'unmanaged' | 'compliant' | 'hybrid'
  readonly flow: 'usual' | 'device-code' | 'authentication-transfer' | 'any'
  readonly signInRisk: RiskLevel | 'any'
  readonly userRisk: RiskLevel | 'any'
  readonly insiderRisk: InsiderLevel | 'any'
  readonly activate: readonly string[]
}

const clients = { browser: 'browser', mobile: 'mobileAppsAndDesktopClients', 'exchange-activesync': 'exchangeActiveSync', other: 'other' } as const
const flows = { usual: 'none', 'device-code': 'deviceCodeFlow', 'authentication-transfer': 'authenticationTransfer' } as const
const actions = { 'register-security-info': 'urn:user:registersecurityinfo', 'register-device': 'urn:user:registerdevice' } as const

const refuse = (words: string): never => {
  throw new ExitError(exitCodes.usage, words)
}

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()
const isGuid = (text: string): boolean => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text)

/** What is asked about: an application by id, or an action. */
export type Target = SignIn['target'] & { readonly name: string }

/** Names that people use and the directory may not have. */
const common = new Map([
  ['azure', { application: AZURE_MANAGEMENT, name: 'Azure management' }],
  ['exchange', { application: EXCHANGE_ONLINE, name: 'Office 365 Exchange Online' }],
])

/** The applications that the command line means, or the action. Names are compared whole, capitals aside. */
export const targetsOf = ({ app, userAction, client }: SignInWords, facts: TenantFacts): readonly Target[] => {
  if (userAction !== undefined) {
    if (app !== undefined) refuse('--app and --user-action: one of them')
    return [{ action: actions[userAction], name: userAction }]
  }
  if (app === undefined) return refuse('--app or --user-action must say what the sign-in is for')
  const aws = [...facts.awsApplications]
  const listed = new Map([...facts.servicePrincipals, ...aws].map(each => [each.appId.toLowerCase(), each.name]))
  const asTarget = (application: string): Target => ({ application, name: listed.get(application.toLowerCase()) ?? application })
  const named = isSame(app, 'aws') ? aws.map(({ appId }) => appId) : [...listed].flatMap(([id, name]) => (isSame(name, app) || isSame(id, app) ? [id] : []))
  const alias = common.get(app.toLowerCase())
  const found = named.length > 0 ? named.map(asTarget) : alias !== undefined ? [alias] : isGuid(app) ? [asTarget(app)] : []
  if (found.length === 0) refuse(`--app ${app}: the tenant has no such application`)
  if (found.length > 1 && !isSame(app, 'aws')) refuse(`--app ${app}: ${found.length} applications have this name; give the id of one: ${named.join(', ')}`)
  if (client === 'exchange-activesync' && found.some(target => 'application' in target && target.application !== EXCHANGE_ONLINE))
    refuse('--client exchange-activesync: reaches Exchange Online only')
  return found
}

const placeOf = ({ location, country }: SignInWords, facts: TenantFacts): Whereabouts => {
  const addresses = location.filter(text => isAddress(text))
  if (addresses.length > 1) refuse('--location: a sign-in has one address')
  if (country !== undefined && !/^[a-z]{2}$/i.test(country)) refuse(`--country ${country}: must be two letters`)
  const words = location.filter(text => !isAddress(text))
  const isTrusted = words.find(word => isSame(word, 'trusted') || isSame(word, 'untrusted'))
  const named = words.filter(word => !isSame(word, 'trusted') && !isSame(word, 'untrusted'))
  const locations = named.map(
    word =>
      [...facts.locations].find(({ id, name }) => isSame(id, word) || isSame(name, word))?.id ??
      refuse(`--location ${word}: the tenant has no such named location`),
  )
  const [address] = addresses
  return {
    ...(address === undefined ? {} : { address }),
    ...(country === undefined ? {} : { country: country.toUpperCase() }),
    ...(locations.length === 0 ? {} : { locations }),
    ...(isTrusted === undefined ? {} : { isTrusted: isSame(isTrusted, 'trusted') }),
  }
}

/** The sign-in that the command line tells. */
export const signInOf = (words: SignInWords, user: string, target: SignIn['target'], facts: TenantFacts): SignIn => {
  const { platform, device, flow, signInRisk, userRisk, insiderRisk, activate } = words
  const roles = activate.map(
    word =>
      [...facts.roleDefinitions].find(({ name, templateId }) => isSame(name, word) || isSame(templateId, word))?.templateId ??
      refuse(`--activate ${word}: the tenant has no such role`),
  )
  return {
    user,
    activated: roles,
    target,
    client: clients[words.client],
    place: placeOf(words, facts),
    ...(platform === undefined ? {} : { platform }),
    ...(device === undefined ? {} : { device }),
    ...(flow === 'any' ? {} : { flow: flows[flow] }),
    ...(signInRisk === 'any' ? {} : { signInRisk }),
    ...(userRisk === 'any' ? {} : { userRisk }),
    ...(insiderRisk === 'any' ? {} : { insiderRisk }),
  }
}
