import rule from '../../../rules/strong-authentication/entra-phishing-resistant-methods-disabled.ts'
import { methodsPolicies } from '../../../src/datasets/entra/methods-policy.ts'
import { given, testRule } from '../../rule-tester.ts'
import { methodsPolicy, passkeyProfile } from '../settings-rows.ts'

const policy = (says = {}) => [given(methodsPolicies, methodsPolicy(says))]
const anyKey = passkeyProfile({ isAttestationEnforced: false, keyRestrictions: { isEnforced: false, enforcementType: 'allow', aaGuids: [] } })
const off = { state: 'disabled', includeTargets: [], profiles: [] }

testRule(rule, {
  pass: {
    'passkeys with attestation for everybody': policy(),
    'chosen models without attestation': policy({ fido2: { ...methodsPolicy().fido2, profiles: [passkeyProfile({ isAttestationEnforced: false })] } }),
    'synced passkeys, which have no attestation': policy({ fido2: { ...methodsPolicy().fido2, profiles: [{ ...anyKey, passkeyTypes: ['synced'] }] } }),
    'certificates alone': policy({ fido2: off, certificates: { state: 'enabled' } }),
  },
  fail: {
    neither: { given: policy({ fido2: off }), severity: 'medium', message: /Neither/ },
    'chosen groups': { given: policy({ fido2: { ...methodsPolicy().fido2, includeTargets: ['g-1'] } }), severity: 'low', message: /chosen groups/ },
    'any key': {
      given: policy({ fido2: { ...methodsPolicy().fido2, profiles: [passkeyProfile(), anyKey] } }),
      severity: 'low',
      message: /Any device-bound key/,
    },
  },
})
