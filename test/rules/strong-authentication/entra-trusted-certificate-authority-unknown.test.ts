import rule from '../../../rules/strong-authentication/entra-trusted-certificate-authority-unknown.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { certificateAuthorities, certificateSignInSettings } from '../../../src/datasets/entra/certificate-trust.ts'
import { given, testRule } from '../../rule-tester.ts'
import { authority, certificateSettings, thumbprint } from '../trust-rows.ts'

const settings = (says: Parameters<typeof certificateSettings>[0] = {}) => given(certificateSignInSettings, certificateSettings(says))
const known = (value: string = thumbprint.toUpperCase()) =>
  given(declared, { id: 'declared/1', name: value, kind: 'issuer', value, as: 'trusted', reason: 'Our own authority' })
const found = (says: Parameters<typeof authority>[0] = {}) => given(certificateAuthorities, authority(says))

testRule(rule, {
  pass: {
    'declared, and it revokes': [found(), settings(), known()],
    'declared, where a list is required of all, whatever its key': [
      found({ hasRevocationList: false, keyId: null }),
      settings({ isRevocationListRequired: true }),
      known(),
    ],
    'declared, without a list where one is required': [found({ hasRevocationList: false }), settings({ isRevocationListRequired: true }), known()],
  },
  fail: {
    'a root that nobody declared': { given: [found(), settings()], severity: 'critical', message: /root authority Contoso Root .* nobody declared it/ },
    'an intermediate one that nobody declared': { given: [found({ isRoot: false }), settings()], severity: 'medium', message: /intermediate authority/ },
    'declared by its name, which anybody can choose': { given: [found(), settings(), known('Contoso Root')], severity: 'critical' },
    'declared, and it revokes nothing': {
      given: [found({ hasRevocationList: false }), settings(), known()],
      severity: 'medium',
      message: /also when they were revoked/,
    },
    'declared, and exempt from the list that is required': {
      given: [found({ hasRevocationList: false }), settings({ isRevocationListRequired: true, exemptAuthorities: ['c0e9711a'] }), known()],
      severity: 'medium',
    },
  },
  unknown: {
    'a certificate that cannot be read': { given: [found({ thumbprint: null }), settings(), known()], message: /cannot be read/ },
    'one that may be among the exempt': {
      given: [found({ hasRevocationList: false, keyId: null }), settings({ isRevocationListRequired: true, exemptAuthorities: ['aa'] }), known()],
      message: /its key identifier is not told/,
    },
  },
})
