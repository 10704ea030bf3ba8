import { describe, expect, it } from 'vitest'
import type { Gap, Scope } from '../../../src/dataset.ts'
import { type FederatedOrganization, federatedOrganizations } from '../../../src/estate/cross/aws-federation.ts'
import { type Facts, tableOf } from '../../../src/estate/needs.ts'
import { defaultScopes } from '../../rule-tester.ts'
import { awsApplication } from '../../rules/entra-rows.ts'

const { needs } = federatedOrganizations
const organization = defaultScopes['aws-organization']
const account = defaultScopes['aws-account']
const tenant = defaultScopes['entra-tenant']
const unidentified: Scope = { id: 'aws-account/unidentified', kind: 'aws-account', name: 'unidentified' }
const elsewhere: Scope = { id: 'aws-account/999999999999', kind: 'aws-account', name: '999999999999', parent: 'aws-organization/o-otherorg001' }
const dark = (dataset: string, { id: scope }: Scope): Gap => ({ dataset, scope, reason: 'denied', detail: 'access denied' })

interface Seen {
  readonly applications?: readonly Parameters<typeof awsApplication>[0][]
  readonly stores?: readonly string[]
  readonly dark?: readonly Gap[]
}

const look = ({ applications = [], stores = [], dark: gaps = [] }: Seen): FederatedOrganization | undefined => {
  const apps = needs.applicationsByTenant.distil({ awsApplications: tableOf(applications.map(says => awsApplication(says))) }, tenant)
  const among = (name: string) => gaps.filter(({ dataset }) => dataset === name)
  const facts: Facts<typeof needs> = {
    scopes: tableOf([organization, account, tenant, elsewhere, unidentified].map(scope => ({ ...scope, scope: scope.id }))),
    applicationsByTenant: needs.applicationsByTenant.join(new Map([[tenant.id, apps]]), among('aws-applications')),
    storesByOrganization: needs.storesByOrganization.join(new Map([[organization.id, stores]]), among('identity-center-instances')),
    accountsByOrganization: needs.accountsByOrganization.join(new Map([[organization.id, ['111111111111']]]), among('organization-accounts')),
    issuersByAccount: needs.issuersByAccount.join(new Map(), among('saml-providers')),
  }
  return [...federatedOrganizations.build(facts, organization, () => [], new Date(0))][0]
}

describe('how Entra federates to an organization', () => {
  const match = { applications: [{ replyUrls: ['https://d-abcdefghij.awsapps.com/start'] }], stores: ['d-abcdefghij'] }

  it('is told by the identity store an application names, whatever else is dark', () => {
    expect(look({ ...match, dark: [dark('saml-providers', account), dark('aws-applications', tenant)] })?.by).toBe(
      'application AWS IAM Identity Center names its identity store d-abcdefghij',
    )
  })

  it('stays open while a tenant, the organization or one of its accounts is dark; an account that nobody could name may be one of them', () => {
    const open = (...gaps: readonly Gap[]) => look({ stores: ['d-abcdefghij'], dark: gaps })?.open.length
    expect(open()).toBe(0)
    expect(open(dark('aws-applications', tenant))).toBe(1)
    expect(open(dark('identity-center-instances', organization))).toBe(1)
    expect(open(dark('saml-providers', account))).toBe(1)
    expect(open(dark('saml-providers', unidentified))).toBe(1)
    expect(open(dark('saml-providers', elsewhere))).toBe(0)
    expect(open(dark('organization-accounts', organization))).toBe(0)
    const forAccounts = { applications: [{ federatesTo: 'iam-saml' }], stores: ['d-abcdefghij'] } as const
    expect(look(forAccounts)?.open.length).toBe(0)
    expect(look({ ...forAccounts, dark: [dark('organization-accounts', organization)] })?.open.length).toBe(1)
  })

  it('is not told by what only looks like an identity store', () => {
    expect(
      look({ applications: [{ servicePrincipalNames: ['https://signin.aws.amazon.com/platform/saml/abcd-abcdefghij'] }], stores: ['d-abcdefghij'] })?.by,
    ).toBeUndefined()
  })
})
