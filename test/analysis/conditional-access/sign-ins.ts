import type { EntraUser } from '../../../src/datasets/entra/directory.ts'
import { location } from './tenant.ts'

/** What the oracle knows of a device; null: not set. */
export interface Device {
  readonly trustType: string | null
  readonly isCompliant: boolean | null
  readonly extensionAttribute1: string | null
  readonly model: string | null
}

export interface Place {
  readonly address: 'elsewhere' | 'office' | 'branch'
  readonly country: 'NL' | 'US'
  /** Among the addresses that per-user MFA trusts, if it trusts any. */
  readonly isMfaTrusted: boolean
}

export type Client = 'browser' | 'mobileAppsAndDesktopClients' | 'exchangeActiveSync' | 'other'

/** Somebody without a row in the directory. */
export interface Stranger {
  readonly kind: 'b2bDirectConnectUser' | 'serviceProvider'
  readonly tenant: string | null
}

/** One sign-in. */
export interface SignIn {
  readonly user: EntraUser
  /** Who it is, if nobody of the directory. */
  readonly stranger?: Stranger
  readonly held: readonly string[]
  readonly app: string
  readonly client: Client
  readonly flow: string
  readonly platform: string
  readonly place: Place
  readonly device: Device
  readonly signInRisk: string
  readonly userRisk: string
  readonly insiderRisk: string
}

/** The branch is within the office's addresses. */
export const locations = [
  location('office', { isTrusted: true, ipRanges: ['192.0.2.0/24', '2001:db8::/32'] }),
  location('branch', { ipRanges: ['192.0.2.128/25'] }),
  location('home', { kind: 'country', countries: ['NL'] }),
]

const MFA_TRUSTED = '00000000-0000-0000-0000-000000000000'
export const locationIds = ['All', 'AllTrusted', 'office', 'branch', 'home', MFA_TRUSTED, 'gone']

/** Whether a place is in what a policy calls by this id. */
export const whereabouts = (id: string, { address, country, isMfaTrusted }: Place): boolean | 'unknown' => {
  const isOffice = address !== 'elsewhere'
  if (id === 'gone') return 'unknown'
  if (id === 'AllTrusted') return isOffice || isMfaTrusted
  if (id === MFA_TRUSTED) return isMfaTrusted
  return id === 'All' || (id === 'office' && isOffice) || (id === 'branch' && address === 'branch') || (id === 'home' && country === 'NL')
}

const isManaged = ({ trustType, isCompliant }: Device) => trustType === 'ServerAD' || isCompliant === true

/** Filters for devices as policies write them, and what each means. One of them is beyond what can be read. */
export const deviceRules: ReadonlyMap<string, (device: Device) => boolean> = new Map<string, (device: Device) => boolean>([
  ['device.isCompliant -eq True', device => device.isCompliant === true],
  ['device.isCompliant -ne True -and device.trustType -ne "ServerAD"', device => device.isCompliant !== true && device.trustType !== 'ServerAD'],
  ['device.isCompliant -eq False', device => device.isCompliant === false],
  ['device.extensionAttribute1 -startsWith "SAW"', device => isManaged(device) && device.extensionAttribute1?.startsWith('SAW') === true],
  [
    '-not (device.model -contains "Surface") -or device.trustType -in ["Workplace"]',
    device => !device.model?.includes('Surface') || device.trustType === 'Workplace',
  ],
  ['device.model -notIn ["Surface Pro", "Surface Go"]', device => device.model !== 'Surface Pro' && device.model !== 'Surface Go'],
])
export const filterRules = [...deviceRules.keys(), 'device.model -resembles "Surface"']

const nobody: Device = { trustType: null, isCompliant: null, extensionAttribute1: null, model: null }
const each = <A, B>(as: readonly A[], bs: readonly B[]): [A, B][] => as.flatMap(a => bs.map((b): [A, B] => [a, b]))

const devices: readonly Device[] = [
  nobody,
  ...each(each(['Workplace', 'AzureAD', 'ServerAD'], [true, false, null]), each(['SAW-1', null], ['Surface Pro', 'Surface Laptop', null])).map(
    ([[trustType, isCompliant], [extensionAttribute1, model]]): Device => ({ trustType, isCompliant, extensionAttribute1, model }),
  ),
]
const placesThere: readonly Place[] = each(each(['elsewhere', 'office', 'branch'] as const, ['NL', 'US'] as const), [false, true]).map(
  ([[address, country], isMfaTrusted]) => ({ address, country, isMfaTrusted }),
)

export const varying = ['platform', 'place', 'device', 'flow', 'signInRisk', 'userRisk', 'insiderRisk'] as const
export type Varying = (typeof varying)[number]

type Circumstances = Pick<SignIn, Varying>

/** Every value of what varies in a tenant; of the rest those that grants tell apart. */
export const circumstancesOf = (varies: readonly Varying[], client: Client): Circumstances[] => {
  const is = (name: Varying) => varies.includes(name)
  const isModern = client === 'browser' || client === 'mobileAppsAndDesktopClients'
  const levels = ['none', 'low', 'medium', 'high']
  const platforms = is('platform') ? ['windows', 'macOS', 'iOS', 'android', 'linux', 'something else'] : ['windows', 'iOS']
  const places = is('place') ? placesThere : placesThere.slice(0, 1)
  const seen =
    client === 'other' ? [nobody] : is('device') ? devices : devices.filter(({ extensionAttribute1, model }) => extensionAttribute1 === null && model === null)
  const flows = is('flow') && isModern ? ['none', 'deviceCodeFlow', 'authenticationTransfer'] : ['none']
  const risks = each(
    each(is('signInRisk') ? levels : ['none'], is('userRisk') ? levels : ['none']),
    is('insiderRisk') ? ['none', 'minor', 'moderate', 'elevated'] : ['none'],
  )
  return each(each(each(platforms, places), each(seen, flows)), risks).map(([[[platform, place], [device, flow]], [[signInRisk, userRisk], insiderRisk]]) => ({
    platform,
    place,
    device,
    flow,
    signInRisk,
    userRisk,
    insiderRisk,
  }))
}

/** Whether there is sure to be such a sign-in: nothing tells what per-user MFA trusts, nor whether devices of other organizations are trusted. */
export const isSureToBe = ({ place, device }: Circumstances, isExternal: boolean): boolean => !place.isMfaTrusted && !(isExternal && device.trustType !== null)
