import rule from '../../../rules/access-governance/aws-access-analyzer-missing.ts'
import { organizationAccounts, organizationMemberships } from '../../../src/datasets/aws/organization.ts'
import { type AccessAnalyzer, accessAnalyzers } from '../../../src/datasets/aws/security-services.ts'
import { given, testRule } from '../../rule-tester.ts'
import { accountRow } from '../aws-rows.ts'
import { ACCOUNT, memberOf, partGap, regions } from '../trail-rows.ts'

const SECURITY = '222222222222'
const security = { id: `aws-account/${SECURITY}`, kind: 'aws-account', name: 'security' } as const
const UNUSED = `${ACCOUNT}#unused-access`

const analyzer = (part: string, type: string, more: Partial<AccessAnalyzer> = {}): Omit<AccessAnalyzer, 'scope'> & { scope?: string } => ({
  id: `arn:aws:access-analyzer:${part}:${more.scope ?? ACCOUNT}:analyzer/${type}`,
  name: type.toLowerCase(),
  part,
  type,
  status: 'ACTIVE',
  ...more,
})
const alone = [given(organizationMemberships), given(organizationAccounts)]
const organization = [given(organizationAccounts, accountRow(ACCOUNT), accountRow(SECURITY)), memberOf(ACCOUNT)]
const own = given(accessAnalyzers, analyzer('us-east-1', 'ACCOUNT'), analyzer('eu-west-1', 'ACCOUNT'), analyzer('eu-west-1', 'ACCOUNT_UNUSED_ACCESS'))
const elsewhere = (more: Partial<AccessAnalyzer> = {}) =>
  given(
    accessAnalyzers,
    ...['us-east-1', 'eu-west-1'].map(region => analyzer(region, 'ORGANIZATION', { scope: security.id, ...more })),
    analyzer('us-east-1', 'ORGANIZATION_UNUSED_ACCESS', { scope: security.id, ...more }),
  )

testRule(
  rule,
  {
    pass: {
      'an account on its own': [regions, own, ...alone],
      'the analyzers of the organization, in another account': { given: [regions, elsewhere(), ...organization], scopes: [security] },
      'its own, though another account could not be asked': [regions, own, ...organization],
      'those of the organization that are seen, while its accounts could not be listed': {
        given: [
          regions,
          given(
            accessAnalyzers,
            analyzer('us-east-1', 'ORGANIZATION'),
            analyzer('eu-west-1', 'ORGANIZATION'),
            analyzer('eu-west-1', 'ORGANIZATION_UNUSED_ACCESS'),
          ),
          memberOf(ACCOUNT),
        ],
      },
    },
    fail: {
      'no analyzer': {
        given: [regions, given(accessAnalyzers), ...alone],
        subjects: ['us-east-1', 'eu-west-1', UNUSED],
        severity: 'medium',
        message: /^No analyzer looks for access from outside in us-east-1\.\n/,
      },
      'one Region without, and none for unused access': {
        given: [regions, given(accessAnalyzers, analyzer('us-east-1', 'ACCOUNT')), ...alone],
        subjects: ['eu-west-1', UNUSED],
      },
      'internal access alone is neither': {
        given: [regions, given(accessAnalyzers, analyzer('us-east-1', 'ORGANIZATION_INTERNAL_ACCESS')), ...alone],
        subjects: ['us-east-1', 'eu-west-1', UNUSED],
      },
      'those of the organization, disabled': {
        given: [regions, elsewhere({ status: 'DISABLED' }), ...organization],
        scopes: [security],
        evidence: [{ label: 'Analyzers that do not look', value: ['organization (ORGANIZATION, DISABLED)'] }],
      },
      'nowhere in the organization': {
        given: [regions, given(accessAnalyzers), ...organization],
        scopes: [security],
        subjects: ['us-east-1', 'eu-west-1', UNUSED, `${SECURITY}#unused-access`],
      },
    },
    unknown: {
      'an account of the organization that was not scanned': {
        given: [regions, given(accessAnalyzers), ...organization],
        message: /1 of 2 accounts of the organization, one of which may have an analyzer for all, could not be asked/,
      },
      'an organization whose accounts are not known': {
        given: [regions, given(accessAnalyzers), memberOf(ACCOUNT)],
        gaps: [{ dataset: organizationAccounts.name, scope: 'aws-organization/o-exampleorg1', reason: 'denied', detail: 'access denied' }],
        message: /could not be read/,
      },
      'Regions that could not be asked': {
        given: [regions, given(accessAnalyzers), ...alone],
        gaps: ['us-east-1', 'eu-west-1'].map(region => partGap(accessAnalyzers, region)),
        message: /access from outside in us-east-1 is not known: access denied/,
      },
    },
  },
  { answersWithout: [organizationAccounts] },
)
