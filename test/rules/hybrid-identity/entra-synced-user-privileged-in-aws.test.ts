import rule from '../../../rules/hybrid-identity/entra-synced-user-privileged-in-aws.ts'
import { datasetsIn, testRule } from '../../rule-tester.ts'
import { estate, mfa, phishingResistant, roleOfBob, throughGroup } from '../identity-graph-rows.ts'

const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10'

testRule(
  rule,
  {
    pass: {
      'the administrator is cloud-only': throughGroup,
      'a phishing-resistant strength is required': [...estate({ synced: ['ann'] }), ...phishingResistant],
      'the synchronized account reaches nothing': estate({ synced: ['bob'] }),
      'what can be taken is another matter': [...estate({ synced: ['bob'] }), ...roleOfBob(GLOBAL_ADMINISTRATOR, 'Global Administrator')],
    },
    fail: {
      'a password that is set on-premises is enough': {
        given: estate({ synced: ['ann'] }),
        subjects: ['ann'],
        severity: 'medium',
        message: /^ann@contoso\.example is synchronized from on-premises, and comes to administrator of 111111111111 with a password\.$/,
      },
      'MFA of any kind is enough': { given: [...estate({ synced: ['ann'] }), mfa], subjects: ['ann'], message: /with MFA that can be phished/ },
      'once the membership of the group is activated': { given: estate({ members: [], eligible: ['ann'], synced: ['ann'] }), subjects: ['ann'] },
    },
  },
  { answersWithout: datasetsIn([rule.subjects, ...Object.values(rule.needs)]) },
)
