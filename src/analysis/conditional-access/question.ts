import type { ConditionalAccessPolicy } from '../../datasets/entra/conditional-access.ts'
import type { Assurance } from './assurance.ts'
import type { Flow, InsiderLevel, Platform, RiskLevel } from './circumstances.ts'
import type { ClientApp } from './clients.ts'
import type { DeviceState } from './device-states.ts'
import type { ForeignDevices, Outsiders } from './outsiders.ts'

/** What to ask of a tenant's Conditional Access: do all of these sign-ins demand enough? */
export interface Question {
  /**
   * Users whose account is enabled. `members`: neither guests nor customers. `users`: guests too. `everybody`: and customers. `holdersOf`: who holds one of these roles (template ids)
   * tenant-wide, or could activate it: then as its holder; `also`: and these users, whatever they hold. `ids`: these users, enabled or not.
   * `guests`: those who sign in elsewhere, and guests with an account here. `outsiders`: people without a row in the directory.
   */
  readonly who:
    | 'members'
    | 'users'
    | 'everybody'
    | 'guests'
    | { readonly holdersOf: readonly string[]; readonly also?: readonly string[] }
    | { readonly ids: readonly string[] }
    | { readonly outsiders: readonly Outsiders[] }
  /**
   * Application ids; `any`: every application; `context`: what an application that asks for this authentication context (`c1`) demands by it;
   * `action`: what somebody does instead of signing in to an application (`urn:user:registersecurityinfo`).
   */
  readonly applications: 'any' | readonly string[] | { readonly context: string } | { readonly action: UserAction }
  readonly clients: readonly ClientApp[]
  /** Whether a sign-in that demands this is fine. What is fine stays fine when more is demanded. */
  readonly suffices: (assurance: Assurance) => boolean
  /** Grant controls that are as good as a block here: `passwordChange` where the question is what happens to a leaked password. */
  readonly orControls?: readonly string[]
  /** Session controls with which a sign-in is fine whatever it demands. */
  readonly orSession?: (session: NonNullable<ConditionalAccessPolicy['sessionControls']>) => boolean
  /** What is believed of the devices of invited guests; `unclear` where it is absent. */
  readonly foreignDevices?: ForeignDevices
  /** Only sign-ins like these; what is absent is asked about in full. */
  readonly only?: Circumstance
}

/** https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-cloud-apps#user-actions */
export type UserAction = 'urn:user:registersecurityinfo' | 'urn:user:registerdevice' | 'accountrecovery'

/** A part of all sign-ins. */
export interface Circumstance {
  readonly flow?: readonly Flow[]
  readonly signInRisk?: readonly RiskLevel[]
  readonly userRisk?: readonly RiskLevel[]
  readonly insiderRisk?: readonly InsiderLevel[]
  readonly platform?: readonly Platform[]
  /** From places that are not trusted. */
  readonly place?: 'untrusted'
  readonly device?: (device: DeviceState) => boolean
}

export interface Named {
  readonly id: string
  readonly name: string
}

/** A part of the uncovered sign-ins, in words. */
export interface Witness {
  readonly users: readonly Named[]
  readonly applications: readonly Named[]
  readonly clients: readonly ClientApp[]
  /** The applications in words: `any application`, `any application but Payroll`, or their names. */
  readonly where: string
  /** Under which circumstances, in words (`outside trusted locations, on Linux`); empty: under any. */
  readonly circumstances: string
  /** Roles that must first be activated for it to open. */
  readonly onceActivated: readonly string[]
  /** What is enough to sign in, e.g. `a password`. */
  readonly enough: string
  /** The policies that would have covered it, and the exclusion that opened each. */
  readonly openedBy: readonly { readonly policy: Named; readonly exclusion: string }[]
  /** The policies that apply there and whose weakest way is not enough, and that way: `accepts a compliant device instead`. */
  readonly acceptedBy: readonly { readonly policy: Named; readonly way: string }[]
  /** The smallest change that would close it, as an order. */
  readonly change: string
  /** All of it but the change in one sentence without a full stop. */
  readonly text: string
}

/** The answer. `hole`: some sign-in is sure not to demand enough; `undecided`: none is sure, but some may. */
export interface Coverage {
  readonly status: 'covered' | 'hole' | 'undecided'
  /** How many users were asked about, declared emergency access and synchronization accounts aside. */
  readonly asked: number
  /** Exact, in the order of the directory. */
  readonly uncoveredUsers: readonly Named[]
  readonly uncoveredApplications: readonly Named[]
  readonly undecidedUsers: readonly Named[]
  readonly undecidedApplications: readonly Named[]
  /** The policies that could not be counted, and why. */
  readonly because: readonly string[]
  /** At most 20, the largest first; `moreHoles` counts the groups of people that are not shown. */
  readonly witnesses: readonly Witness[]
  readonly moreHoles: number
  /** Declared emergency access among those asked about; `uncovered` of them are in a hole, as they should be. */
  readonly emergencyAccess: { readonly asked: readonly Named[]; readonly uncovered: readonly Named[] }
  /** Accounts of Microsoft Entra Connect, which Microsoft advises to exclude from policies: not counted, unless they are asked about by id. */
  readonly synchronizationAccounts: readonly Named[]
  /** Accounts that only an exclusion by user or group opens, and how many would remain uncovered if they were declared emergency access; not looked for where more than 1,000 users are uncovered. */
  readonly nearMiss: { readonly excludedAccounts: readonly Named[]; readonly remaining: number }
  /** What would hold if report-only policies were enforced; absent where there are none. */
  readonly ifReportOnlyEnforced?: { readonly policies: readonly Named[]; readonly status: Coverage['status']; readonly uncoveredUsers: number } | undefined
}
