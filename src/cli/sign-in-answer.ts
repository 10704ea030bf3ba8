import type pc from 'picocolors'
import type { Demand } from '../analysis/conditional-access/assurance.ts'
import type { Dimension } from '../analysis/conditional-access/circumstances.ts'
import type { Stand, WhatIf } from '../analysis/conditional-access/what-if.ts'
import { grantWords, sessionWords } from '../analysis/conditional-access/what-if-words.ts'
import { safe } from './safe-text.ts'
import { wrapped } from './words.ts'

const enough: Readonly<Record<Demand['low'], string>> = {
  none: 'a password is enough',
  'single-factor': 'a single factor is enough',
  'mfa-when-necessary': 'MFA when Microsoft judges it necessary',
  mfa: 'MFA',
  'phishing-resistant': 'phishing-resistant MFA',
  blocked: 'blocked',
}

/** What must be proven, in words. */
const demandWords = ({ low, high }: Demand): string => (low === high ? enough[low] : `not decided: from "${enough[low]}" to "${enough[high]}"`)

const dimensionNames: Readonly<Record<Dimension, string>> = {
  flow: 'the authentication flow',
  signInRisk: 'the sign-in risk',
  userRisk: 'the user risk',
  insiderRisk: 'the insider risk',
  platform: 'the platform',
  location: 'the location',
  device: 'the device',
}

/** What is known of the person beside the policies. */
export interface PersonFacts {
  readonly isEnabled: boolean
  /** Null: not read. */
  readonly isRegisteredForMfa: boolean | null
  readonly isGuest: boolean
  readonly couldActivate: readonly string[]
}

/** One answer, ready to be printed: `what` says what was asked. */
export interface Answer {
  readonly what: string
  readonly whatIf: WhatIf
  readonly person: PersonFacts
  readonly securityDefaults: boolean
  /** Registering or joining a device: a setting of the tenant asks everybody for MFA instead, and takes policies about it out of force. */
  readonly isDeviceRegistration: boolean
}

interface Words {
  readonly colors: ReturnType<typeof pc.createColors>
  readonly width: number
  readonly strengthName: (id: string) => string
}

const REPORT_ONLY = 'enabledForReportingButNotEnforced'

const asks = ({ row, demand }: Stand, strengthName: Words['strengthName']): string => {
  if (row === null) return demand === null ? '' : demandWords(demand)
  return [grantWords(row, strengthName), ...sessionWords(row)].filter(words => words !== '').join('; ') || 'demands nothing'
}

/** Facts beside the policies that bear on the sign-in. */
const factWords = ({ person, securityDefaults, isDeviceRegistration }: Pick<Answer, 'person' | 'securityDefaults' | 'isDeviceRegistration'>): string[] => [
  ...(person.isEnabled ? [] : ['The account is disabled: nobody signs in with it.']),
  ...(person.isGuest ? ['A guest, who proves who they are elsewhere: MFA done there counts where cross-tenant settings trust it.'] : []),
  ...(person.isRegisteredForMfa === false ? ['Not registered for MFA: whoever signs in first with the password may register.'] : []),
  ...person.couldActivate.map(role => `Could activate ${role}, which policies name: --activate "${role}".`),
  ...(securityDefaults ? ['Security defaults are on.'] : []),
  ...(isDeviceRegistration
    ? ['Not counted: the device setting that asks everybody for MFA to register or join devices. While it is on, policies about that are not enforced.']
    : []),
  'Not read: per-user MFA, and MFA that a federated identity provider does.',
]

/** The answer for a terminal. */
export const answerLines = ({ what, whatIf, ...facts }: Answer, { colors, width, strengthName }: Words): string[] => {
  const lines = (texts: readonly string[], indent: string) => texts.flatMap(text => wrapped(text, indent, width))
  const section = (title: string, stands: readonly Stand[], withReasons: boolean): string[] =>
    stands.length === 0
      ? []
      : [
          '',
          colors.bold(title),
          ...stands.flatMap(stand => [
            ...lines([`${stand.policy.name}: ${asks(stand, strengthName)}`], '  '),
            ...(withReasons ? lines(stand.because, '    ') : []),
          ]),
        ]
  const enforced = whatIf.stands.filter(({ state }) => state !== REPORT_ONLY)
  const trial = whatIf.stands.filter(({ state, applies }) => state === REPORT_ONLY && applies !== 'no')
  const idle = whatIf.stands.filter(({ applies }) => applies === 'no')
  const of = (applies: Stand['applies']) => enforced.filter(stand => stand.applies === applies)
  return [
    colors.bold(safe(demandWords(whatIf.demand))),
    ...lines([what], ''),
    ...(whatIf.dependsOn.length === 0 ? [] : lines([`It depends on ${whatIf.dependsOn.map(dimension => dimensionNames[dimension]).join(', ')}.`], '')),
    ...section('Applies', of('yes'), false),
    ...section('May apply', of('perhaps'), true),
    ...section('Report-only, would do', trial, true),
    ...(whatIf.ifReportOnlyEnforced === undefined ? [] : lines([`were they enforced: ${demandWords(whatIf.ifReportOnlyEnforced)}`], '  ')),
    ...(idle.length === 0
      ? []
      : [
          '',
          colors.bold('Does not apply'),
          ...lines(
            idle.map(({ policy, because }) => `${policy.name}: ${because.join('; ')}`),
            '  ',
          ),
        ]),
    '',
    colors.bold('Beside the policies'),
    ...lines(factWords(facts), '  '),
  ]
}

/** The answer as plain data. */
export const answerData = ({ what, whatIf, ...facts }: Answer, strengthName: Words['strengthName']): object => ({
  asked: what,
  demand: whatIf.demand,
  dependsOn: whatIf.dependsOn,
  ...(whatIf.ifReportOnlyEnforced === undefined ? {} : { ifReportOnlyEnforced: whatIf.ifReportOnlyEnforced }),
  policies: whatIf.stands.map(stand => ({
    id: stand.policy.id,
    name: stand.policy.name,
    state: stand.row?.state ?? 'enabled',
    applies: stand.applies,
    because: stand.because,
    ...(stand.demand === null ? {} : { demand: stand.demand }),
    grant: stand.row === null ? asks(stand, strengthName) : grantWords(stand.row, strengthName),
    session: stand.row === null ? [] : sessionWords(stand.row),
  })),
  person: facts.person,
  securityDefaults: facts.securityDefaults,
  notRead: ['per-user MFA', 'MFA of a federated identity provider', ...(facts.isDeviceRegistration ? ['the device setting for MFA to register devices'] : [])],
})
