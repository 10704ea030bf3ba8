import rule from '../../../rules/strong-authentication/entra-certificate-binding-weak.ts'
import { certificateSignInSettings } from '../../../src/datasets/entra/certificate-trust.ts'
import { given, testRule } from '../../rule-tester.ts'
import { certificateSettings } from '../trust-rows.ts'

const found = (says: Parameters<typeof certificateSettings>[0] = {}) => [given(certificateSignInSettings, certificateSettings(says))]
const rule1 = (affinity: string | null) => [{ kind: 'issuerSubject', mode: 'x509CertificateMultiFactor', affinity }]

testRule(rule, {
  pass: {
    'high affinity is required': found(),
    'in each rule too': found({ rules: rule1('high') }),
    'no binding by name, though low affinity would do': found({
      requiredAffinity: 'low',
      bindings: [{ field: 'SHA1PublicKey', userProperty: 'certificateUserIds', affinity: null }],
    }),
  },
  fail: {
    'low affinity will do': { given: found({ requiredAffinity: 'low' }), severity: 'medium', message: /^Certificates sign in by a name in them\.$/ },
    'nothing was set': { given: found({ requiredAffinity: null }), message: /by a name in them/ },
    'a rule that asks for less': { given: found({ rules: rule1('low') }), message: /rules for issuers and policies says so/ },
    'nothing is bound by anything that was told': { given: found({ requiredAffinity: 'low', bindings: [] }) },
  },
  'not-applicable': { 'certificates do not sign in': found({ state: 'disabled', requiredAffinity: 'low' }) },
})
