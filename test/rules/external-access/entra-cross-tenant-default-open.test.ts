import rule from '../../../rules/external-access/entra-cross-tenant-default-open.ts'
import { crossTenantDefaults } from '../../../src/datasets/entra/cross-tenant-access.ts'
import { given, testRule } from '../../rule-tester.ts'
import { crossTenantDefault, everyone } from '../settings-rows.ts'

const byDefault = (says = {}) => [given(crossTenantDefaults, crossTenantDefault(says))]
const someApplications = { usersAndGroups: { accessType: 'allowed', targets: ['AllUsers'] }, applications: { accessType: 'allowed', targets: ['app-1'] } }
const allButOne = { usersAndGroups: { accessType: 'blocked', targets: ['g-1'] }, applications: { accessType: 'blocked', targets: ['app-1'] } }

testRule(rule, {
  pass: { closed: byDefault(), 'chosen applications': byDefault({ collaborationInbound: someApplications, collaborationOutbound: someApplications }) },
  fail: {
    'as Microsoft delivers it': {
      given: byDefault({ isServiceDefault: true, collaborationInbound: everyone('allowed'), collaborationOutbound: everyone('allowed') }),
      severity: 'medium',
      message: /guests of any tenant .* everybody may be a guest/,
      evidence: [{ label: 'As Microsoft delivers it', value: true }],
    },
    'all but a few': { given: byDefault({ collaborationInbound: allButOne }) },
    'direct connect': { given: byDefault({ directConnectInbound: someApplications }), message: /without an account here/ },
    'believes everybody’s MFA': {
      given: byDefault({ inboundTrust: { mfa: true, compliantDevice: false, hybridJoinedDevice: false } }),
      severity: 'high',
      message: /MFA of every tenant/,
    },
  },
})
