import rule from '../../../rules/hybrid-identity/entra-federated-domain-mfa-trusted.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { domainFederations } from '../../../src/datasets/entra/domains.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { federation } from '../settings-rows.ts'

const federated = (federatedIdpMfaBehavior: string | null) => given(domainFederations, federation('corp.contoso.com', { federatedIdpMfaBehavior }))
const issuer = (as?: 'trusted') => given(declared, declaration('issuer', 'http://sts.contoso.com/adfs/services/trust/', as))

testRule(rule, {
  pass: {
    'Entra ID does MFA itself': [federated('rejectMfaByFederatedIdp')],
    'a provider that is declared as trusted': [federated('acceptIfMfaDoneByFederatedIdp'), issuer('trusted')],
  },
  fail: {
    'accepted if done': { given: [federated('acceptIfMfaDoneByFederatedIdp')], severity: 'high', subjects: ['federation-corp.contoso.com'] },
    'left to the provider': [federated('enforceMfaByFederatedIdp')],
    'a provider that is declared, and not as trusted': [federated('enforceMfaByFederatedIdp'), issuer()],
    'never set': { given: [federated(null)], severity: 'medium', message: /SupportsMfa/ },
  },
  unknown: { 'a word that is not documented': [federated('unknownFutureValue')] },
})
