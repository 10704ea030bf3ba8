import { noConditions } from '../../src/analysis/conditional-access/conditions.ts'
import type { AuthenticationStrength, ConditionalAccessPolicy } from '../../src/datasets/entra/conditional-access.ts'
import { daysAgo } from './dates.ts'
import { guid } from './ids.ts'
import type { Loose } from './tables.ts'

type Policy = ConditionalAccessPolicy
type Conditions = Policy['conditions']
type Users = Conditions['users']

/** What a policy says; what it leaves out is not set. */
export interface PolicySpec {
  readonly name: string
  readonly state?: 'enabled' | 'disabled' | 'enabledForReportingButNotEnforced'
  readonly age: number
  readonly changed?: number
  readonly users: Partial<Users>
  readonly applications: Partial<Conditions['applications']>
  readonly conditions?: Partial<Omit<Conditions, 'users' | 'applications'>>
  readonly unknownConditions?: readonly string[]
  readonly grant?: { readonly operator?: 'AND' | 'OR'; readonly controls?: readonly string[]; readonly strength?: string }
  readonly session?: Partial<NonNullable<Policy['sessionControls']>>
}

export const allApplications = { includeApplications: ['All'] }

/** Every kind of guest, from wherever. */
export const everyGuest = {
  guestOrExternalUserTypes: 'internalGuest,b2bCollaborationGuest,b2bCollaborationMember,b2bDirectConnectUser,otherExternalUser,serviceProvider',
  externalTenants: { membershipKind: 'all', members: null },
}

/** `hours`, or at every sign-in. */
export const signInFrequency = (hours: number | 'every time') =>
  hours === 'every time'
    ? { frequencyInterval: 'everyTime', type: null, value: null, authenticationType: 'primaryAndSecondaryAuthentication' }
    : { frequencyInterval: 'timeBased', type: 'hours', value: hours, authenticationType: 'primaryAndSecondaryAuthentication' }

const noSession: NonNullable<Policy['sessionControls']> = {
  applicationEnforcedRestrictions: false,
  cloudAppSecurity: null,
  disableResilienceDefaults: false,
  persistentBrowser: null,
  signInFrequency: null,
  continuousAccessEvaluation: null,
  secureSignInSession: false,
}

/** A policy as its collector would bring it. */
export const policy = (tenant: string, spec: PolicySpec): Loose<Policy> => ({
  id: guid(`policy ${tenant} ${spec.name}`),
  name: spec.name,
  state: spec.state ?? 'enabled',
  createdAt: daysAgo(spec.age, `policy ${spec.name}`),
  modifiedAt: spec.changed === undefined ? null : daysAgo(spec.changed, `changed ${spec.name}`),
  conditions: {
    ...noConditions,
    users: { ...noConditions.users, ...spec.users },
    applications: { ...noConditions.applications, ...spec.applications },
    clientAppTypes: ['all'],
    ...spec.conditions,
  },
  unknownConditions: [...(spec.unknownConditions ?? [])],
  unknownControls: [],
  grantControls:
    spec.grant === undefined
      ? null
      : {
          operator: spec.grant.operator ?? 'OR',
          builtInControls: [...(spec.grant.controls ?? [])],
          customAuthenticationFactors: [],
          termsOfUse: [],
          authenticationStrengthId: spec.grant.strength ?? null,
        },
  sessionControls: spec.session === undefined ? null : { ...noSession, ...spec.session },
})

export const phishingResistant = '00000000-0000-0000-0000-000000000004'

const phishingResistantModes = ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor']
const possession = ['microsoftAuthenticatorPush', 'softwareOath', 'hardwareOath', 'sms', 'voice']

const builtIn = (last: number, name: string, allowedCombinations: readonly string[]): Loose<AuthenticationStrength> => ({
  id: `00000000-0000-0000-0000-00000000000${last}`,
  name,
  policyType: 'builtIn',
  requirementsSatisfied: 'mfa',
  allowedCombinations: [...allowedCombinations],
  modifiedAt: '2021-12-01T00:00:00Z',
})

/** The built-in strengths: https://learn.microsoft.com/graph/api/authenticationstrengthroot-list-policies */
export const builtInStrengths: readonly Loose<AuthenticationStrength>[] = [
  builtIn(2, 'Multifactor authentication', [
    ...phishingResistantModes,
    'deviceBasedPush',
    'temporaryAccessPassOneTime',
    'temporaryAccessPassMultiUse',
    ...possession.map(mode => `password,${mode}`),
    'federatedMultiFactor',
    ...possession.map(mode => `${mode},federatedSingleFactor`),
  ]),
  builtIn(3, 'Passwordless MFA', [...phishingResistantModes, 'deviceBasedPush']),
  builtIn(4, 'Phishing-resistant MFA', phishingResistantModes),
]
