import rule from '../../../rules/access-governance/aws-access-analyzer-finding-open.ts'
import { organizationAccounts, organizationMemberships } from '../../../src/datasets/aws/organization.ts'
import { type AccessAnalyzerFinding, accessAnalyzerFindings } from '../../../src/datasets/aws/security-services.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { accountRow } from '../aws-rows.ts'
import { partGap } from '../trail-rows.ts'

const ANALYZER = 'arn:aws:access-analyzer:us-east-1:111111111111:analyzer/outside'
const STRANGER = '999999999999'

const finding = (more: Partial<AccessAnalyzerFinding> = {}): Omit<AccessAnalyzerFinding, 'scope'> => ({
  id: `${ANALYZER}#1`,
  name: 'arn:aws:iam::111111111111:role/partner',
  resource: 'arn:aws:iam::111111111111:role/partner',
  part: 'us-east-1',
  analyzer: ANALYZER,
  resourceType: 'AWS::IAM::Role',
  resourceOwner: '111111111111',
  isPublic: false,
  principals: [`AWS ${STRANGER}`],
  conditionKeys: [],
  createdAt: '2026-09-01T00:00:00.000Z',
  ...more,
})
const found = (more: Partial<AccessAnalyzerFinding> = {}) => given(accessAnalyzerFindings, finding(more))
const organization = given(organizationAccounts, accountRow('111111111111'), accountRow('222222222222'))

testRule(
  rule,
  {
    pass: { 'of this month': [found({ createdAt: '2026-11-01T00:00:00.000Z' }), organization] },
    fail: {
      'a stranger for months': {
        given: [found(), organization],
        subjects: [`${ANALYZER}#1`],
        severity: 'medium',
        message: 'arn:aws:iam::111111111111:role/partner has been open to AWS 999999999999 for 84 days, as Access Analyzer says, and nobody has reviewed it.',
      },
      'older than is asked for': { given: [found({ createdAt: '2026-11-01T00:00:00.000Z' }), organization], parameters: { days: 7 } },
      'a role for anybody': { given: [found({ isPublic: true, principals: ['AWS *'] }), organization], severity: 'critical', message: /open to anybody/ },
      'a bucket for anybody': { given: [found({ isPublic: true, resourceType: 'AWS::S3::Bucket' }), organization], severity: 'high' },
      'an account of the organization': { given: [found({ principals: ['AWS arn:aws:iam::222222222222:role/x'] }), organization], severity: 'low' },
      'a declared account': {
        given: [found(), organization, given(declared, declaration('account', STRANGER, 'trusted'))],
        severity: 'low',
      },
      'an identity provider': { given: [found({ principals: ['Federated arn:aws:iam::111111111111:saml-provider/entra'] }), organization], severity: 'low' },
      'a known account beside a stranger': { given: [found({ principals: ['AWS 222222222222', `AWS ${STRANGER}`] }), organization], severity: 'medium' },
      'nobody is named': { given: [found({ principals: [] }), organization], severity: 'medium', message: /open to somebody outside/ },
      'beside an analyzer that could not be read': {
        given: [found(), organization],
        gaps: [partGap(accessAnalyzerFindings, 'arn:other')],
        subjects: [`${ANALYZER}#1`],
      },
    },
    unknown: {
      'the analyzer could not look': {
        given: [found({ error: 'ACCESS_DENIED', principals: [] }), organization],
        message: /could not look at .* \(ACCESS_DENIED\)/,
      },
    },
    'not-applicable': {
      'a role of Identity Center': [found({ resource: 'arn:aws:iam::111111111111:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_x' }), organization],
      'no finding': [given(accessAnalyzerFindings), organization],
    },
  },
  { answersWithout: [organizationAccounts, organizationMemberships] },
)
