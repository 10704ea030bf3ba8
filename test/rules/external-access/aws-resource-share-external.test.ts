import rule from '../../../rules/external-access/aws-resource-share-external.ts'
import { organizationAccounts, organizationMemberships, trustedServices } from '../../../src/datasets/aws/organization.ts'
import { resourceShareAssociations } from '../../../src/datasets/aws/resource-shares.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { account, MANAGEMENT, SHOP } from '../identity-center-rows.ts'

const SHARE = 'arn:aws:ram:eu-west-1:111111111111:resource-share/1'
const STRANGER = '999999999999'
const shared = (principal: string, status: string | undefined = 'ASSOCIATED') =>
  given(resourceShareAssociations, { id: `${SHARE}/${principal}`, name: 'subnets', part: 'eu-west-1', shareArn: SHARE, principal, status })
const around = (...services: readonly string[]) => [
  given(organizationAccounts, account(MANAGEMENT), account(SHOP)),
  given(organizationMemberships, { id: 'o-exampleorg1', name: 'o-exampleorg1', managementAccountId: MANAGEMENT, featureSet: 'ALL' }),
  given(trustedServices, ...services.map(id => ({ id, name: id }))),
]
const on = around('ram.amazonaws.com')
const organizationArn = (id: string) => `arn:aws:organizations::${STRANGER}:organization/${id}`

testRule(
  rule,
  {
    pass: {
      'an account of the organization': [...on, shared(SHOP)],
      'the organization': [...on, shared(organizationArn('o-exampleorg1'))],
      'a unit of the organization': [...on, shared('arn:aws:organizations::111111111111:ou/o-exampleorg1/ou-1')],
      'a role of the organization': [...on, shared(`arn:aws:iam::${SHOP}:role/reader`)],
      'a declared account': [...on, shared(STRANGER), given(declared, declaration('account', STRANGER))],
      'a service': [...on, shared('pca-connector-ad.amazonaws.com')],
    },
    fail: {
      'a stranger': { given: [...on, shared(STRANGER)], severity: 'medium', subjects: [`${SHARE}/${STRANGER}`], message: /goes to account 9{12}/ },
      'a stranger who did not accept yet': [...on, shared(STRANGER, 'ASSOCIATING')],
      'a stranger, the status not said': [
        ...on,
        given(resourceShareAssociations, { id: `${SHARE}/${STRANGER}`, name: 'subnets', shareArn: SHARE, principal: STRANGER }),
      ],
      'another organization': { given: [...on, shared(organizationArn('o-stranger01'))], message: /organization o-stranger01/ },
      'a role of a stranger': [...on, shared(`arn:aws:iam::${STRANGER}:role/reader`)],
      'an account of the organization, by invitation': { given: [...around('sso.amazonaws.com'), shared(SHOP)], severity: 'low', message: /by invitation/ },
    },
    unknown: {
      'somebody unheard of': [...on, shared('what is this')],
      'an account of the organization, whose services could not be read': {
        given: [...around(), shared(SHOP)],
        gaps: [{ dataset: trustedServices.name, scope: 'aws-organization/o-exampleorg1', reason: 'denied', detail: 'access denied' }],
      },
    },
    'not-applicable': { 'an association that is over': [...on, shared(STRANGER, 'DISASSOCIATED')], 'no shares': [...on, given(resourceShareAssociations)] },
  },
  { answersWithout: [organizationAccounts, trustedServices, organizationMemberships] },
)
