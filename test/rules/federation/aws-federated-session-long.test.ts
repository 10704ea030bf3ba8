import rule from '../../../rules/federation/aws-federated-session-long.ts'
import { iamRoles } from '../../../src/datasets/aws/iam.ts'
import { roleSessions } from '../../../src/datasets/aws/role-sessions.ts'
import { given, testRule } from '../../rule-tester.ts'
import { documents, roleRow } from '../aws-rows.ts'
import { ORGANIZATION_DATASETS } from '../organization-datasets.ts'
import { ADMINISTRATOR, lets, PERHAPS, roleThatTrusts, SERVICE_LINKED, service } from '../role-rows.ts'

const SAML = [lets({ Federated: 'arn:aws:iam::111111111111:saml-provider/entra' }, 'sts:AssumeRoleWithSAML')]
const session = (hours: number) => given(roleSessions, { id: 'AROAa', name: 'a', longestSession: hours * 3600 })

testRule(
  rule,
  {
    pass: {
      'a day’s work': [roleThatTrusts('a', SAML), session(12)],
      'an administrator for four hours': [roleThatTrusts('a', SAML, ADMINISTRATOR), session(4)],
      'an administrator for longer, where that is allowed': {
        given: [roleThatTrusts('a', SAML, ADMINISTRATOR), session(8)],
        parameters: { privilegedHours: 8 },
      },
      'a role that may be an administrator, for an hour': [roleThatTrusts('a', SAML, PERHAPS), session(1)],
    },
    fail: {
      'an administrator for eight hours': {
        given: [roleThatTrusts('a', SAML, ADMINISTRATOR), session(8)],
        subjects: ['AROAa'],
        severity: 'low',
        message: 'Sessions of federated role a may last 8 hours, where 4 are allowed.',
      },
      'a pipeline, where less is allowed': {
        given: [roleThatTrusts('a', [lets({ Federated: 'arn:aws:iam::111111111111:oidc-provider/x.example' }, 'sts:AssumeRoleWithWebIdentity')]), session(2)],
        parameters: { hours: 1 },
      },
      'an administrator for whom any provider speaks': [roleThatTrusts('a', [lets({ Federated: '*' }, 'sts:AssumeRoleWithSAML')], ADMINISTRATOR), session(8)],
      'a role that may be an administrator, beyond any limit': { given: [roleThatTrusts('a', SAML, PERHAPS), session(12)], parameters: { hours: 8 } },
    },
    unknown: {
      'a role that may be an administrator, for eight hours': { given: [roleThatTrusts('a', SAML, PERHAPS), session(8)], message: /whether it is privileged/ },
      'a role of which no session was told': { given: [roleThatTrusts('a', SAML)], message: /was not told/ },
      'a trust policy that cannot be read': {
        given: [given(iamRoles, { ...roleRow('a', documents.broken), ...ADMINISTRATOR }), session(12)],
        message: /federated cannot be told/,
      },
    },
    'not-applicable': {
      'a role for a service': [roleThatTrusts('a', [service('ec2.amazonaws.com')], ADMINISTRATOR), session(12)],
      'a role of IAM Identity Center': [
        roleThatTrusts('a', SAML, { ...ADMINISTRATOR, ...SERVICE_LINKED, path: '/aws-reserved/sso.amazonaws.com/' }),
        session(12),
      ],
    },
  },
  { answersWithout: ORGANIZATION_DATASETS },
)
