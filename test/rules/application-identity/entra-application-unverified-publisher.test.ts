import rule from '../../../rules/application-identity/entra-application-unverified-publisher.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { applicationPermissions, delegatedPermissions } from '../../../src/datasets/entra/application-permissions.ts'
import { servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { application, scope } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { permission } from '../application-rows.ts'

const vendor = (says = {}) =>
  given(servicePrincipals, application('app-v', 'Vendor', { appOwnerOrganizationId: '99999999-0000-4000-8000-000000000009', ...says }))
const granted = given(applicationPermissions, permission('sp-app-v', 'Mail.Read'))

const delegated = (principalId: string | null) =>
  given(delegatedPermissions, { id: 'g-1', scope, name: 'Vendor', clientId: 'sp-app-v', principalId, resourceId: 'sp-graph', scopes: ['User.Read'] })

testRule(rule, {
  pass: { verified: [vendor({ verifiedPublisherId: '12345' }), granted, delegated('u-ann')] },
  fail: {
    'not verified': { given: [vendor(), granted], subjects: ['sp-app-v'], severity: 'low', message: /^Vendor holds permissions here/ },
    'for everybody who signs in': { given: [vendor(), delegated(null)], evidence: [{ label: 'Permissions', value: ['User.Read (delegated)'] }] },
  },
  'not-applicable': {
    'holds nothing': [vendor(), delegated('u-ann')],
    'registered here': [vendor({ appOwnerOrganizationId: scope.replace('entra-tenant/', '').toUpperCase() }), granted],
    'Microsoft’s own': [vendor({ appOwnerOrganizationId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a' }), granted],
    'of a tenant that is declared': [
      vendor(),
      granted,
      given(declared, { id: 'declared/1', name: 'Ours', kind: 'tenant', value: '99999999-0000-4000-8000-000000000009', reason: 'Our other tenant' }),
    ],
    'turned off': [vendor({ accountEnabled: false }), granted],
  },
})
