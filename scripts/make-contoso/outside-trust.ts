import {
  certificateAuthorities,
  certificateSignInSettings,
  type ExternalAuthenticationMethod,
  externalAuthenticationMethods,
} from '../../src/datasets/entra/certificate-trust.ts'
import { conditionalAccessSettings } from '../../src/datasets/entra/conditional-access-settings.ts'
import { invitationDomains } from '../../src/datasets/entra/invitation-domains.ts'
import { passThroughAgents } from '../../src/datasets/entra/pass-through-agents.ts'
import { type TenantKey, tenantScope } from './organization-facts.ts'
import { type Loose, type Table, table } from './tables.ts'

/** Whom a tenant trusts from outside, where it is not as Microsoft delivers it. */
export interface OutsideTrust {
  readonly blockedDomains?: readonly string[]
  readonly secondFactors?: readonly Loose<ExternalAuthenticationMethod>[]
}

/** Nobody signs in with certificates. Agents for pass-through authentication are empty: no application reads them. */
export const outsideTrustTables = (key: TenantKey, { blockedDomains = [], secondFactors = [] }: OutsideTrust = {}): Table[] => {
  const at = tenantScope(key)
  return [
    table(certificateAuthorities, at, []),
    table(certificateSignInSettings, at, [
      {
        id: 'X509Certificate',
        name: 'Sign-in with certificates',
        state: 'disabled',
        bindings: [
          { field: 'PrincipalName', userProperty: 'userPrincipalName', affinity: 'low' },
          { field: 'RFC822Name', userProperty: 'userPrincipalName', affinity: 'low' },
        ],
        defaultMode: 'x509CertificateSingleFactor',
        requiredAffinity: 'low',
        rules: [],
        isRevocationListRequired: false,
        exemptAuthorities: [],
      },
    ]),
    table(externalAuthenticationMethods, at, secondFactors),
    table(invitationDomains, at, [{ id: 'invitations', name: 'Domains that may be invited', allowed: [], blocked: [...blockedDomains] }]),
    table(conditionalAccessSettings, at, [{ id: 'settings', name: 'Conditional Access settings', excludedActions: [] }]),
    table(passThroughAgents, at, []),
  ]
}
