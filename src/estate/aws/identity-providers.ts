import { coversAction } from '../../analysis/iam/policy-document.ts'
import type { Row } from '../../dataset.ts'
import { iamRoles } from '../../datasets/aws/iam.ts'
import { oidcProviders, samlProviders } from '../../datasets/aws/identity-providers.ts'
import { defineView, tableOf } from '../needs.ts'
import { partiesOfRoles } from './trusted-parties.ts'

/** A SAML or OpenID Connect provider in IAM, and the roles that trust it; `id` is the ARN. */
export interface IdentityProvider extends Row {
  readonly kind: 'SAML' | 'OpenID Connect'
  /** Names of roles. */
  readonly trustedBy: readonly string[]
  /** Names of the roles whose trust policy could not be read, so that they may trust it. */
  readonly undecided: readonly string[]
}

const WITH = { SAML: 'sts:AssumeRoleWithSAML', 'OpenID Connect': 'sts:AssumeRoleWithWebIdentity' } as const

/** The identity providers of the account, each with the roles that trust it, those that trust any provider too. */
export const identityProviders = defineView({
  name: 'identity-providers',
  per: 'aws-account',
  needs: { samlProviders, oidcProviders, iamRoles, partiesOfRoles },
  build({ samlProviders, oidcProviders, iamRoles, partiesOfRoles }) {
    const undecided: string[] = []
    const by = new Map<string, string[]>()
    const byAny = { SAML: [] as string[], 'OpenID Connect': [] as string[] }
    for (const { id, name } of iamRoles) {
      const { parties, unreadable } = partiesOfRoles.get(id) ?? { parties: [], unreadable: 'it is not there' }
      if (unreadable !== undefined) undecided.push(name)
      if (parties.every(({ kind }) => kind === 'service' || kind === 'aws')) continue
      for (const value of new Set(parties.filter(({ kind }) => kind === 'saml' || kind === 'oidc').map(party => party.value.toLowerCase())))
        by.set(value, [...(by.get(value) ?? []), name])
      for (const kind of ['SAML', 'OpenID Connect'] as const)
        if (parties.some(party => party.kind === 'everyone' && coversAction(party.statement, WITH[kind]))) byAny[kind].push(name)
    }
    const provider =
      (kind: IdentityProvider['kind']) =>
      ({ id, scope, name }: Row): IdentityProvider => ({ id, scope, name, kind, trustedBy: [...(by.get(id.toLowerCase()) ?? []), ...byAny[kind]], undecided })
    return tableOf([...[...samlProviders].map(provider('SAML')), ...[...oidcProviders].map(provider('OpenID Connect'))])
  },
})
