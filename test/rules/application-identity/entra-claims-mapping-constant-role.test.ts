import rule from '../../../rules/application-identity/entra-claims-mapping-constant-role.ts'
import { awsApplicationClaims, claimsMappingPolicies } from '../../../src/datasets/entra/application-policies.ts'
import { awsApplications } from '../../../src/datasets/entra/applications.ts'
import { scope } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { awsApplication } from '../entra-rows.ts'

const aws = given(awsApplications, awsApplication())
const role = { claim: 'https://aws.amazon.com/SAML/Attributes/Role', value: 'arn:aws:iam::1:role/A,arn:aws:iam::1:saml-provider/B' }
const session = { claim: 'https://aws.amazon.com/SAML/Attributes/SessionDuration', value: '3600' }
const name = { claim: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier', value: 'admin' }
type Constant = typeof role
const set = (...constants: Constant[]) => given(awsApplicationClaims, { id: 'sp-aws', scope, name: 'AWS', constants })
const policy = (appliesTo: string[], constants: Constant[], mayApplyToMore = false) =>
  given(claimsMappingPolicies, { id: 'cm-1', scope, name: 'Claims', isOrganizationDefault: false, appliesTo, mayApplyToMore, constants })

testRule(rule, {
  pass: {
    'no constants': [aws, set()],
    'one that decides nothing': [aws, set(session), policy(['sp-aws'], [session])],
    'a policy of another application': [aws, set(), policy(['sp-other'], [role])],
    'a policy of many applications, without such a claim': [aws, set(), policy(['sp-other'], [session], true)],
  },
  fail: {
    'a policy': { given: [aws, set(), policy(['sp-aws'], [role])], subjects: ['sp-aws'], severity: 'high', message: /the same role in AWS/ },
    'set in the admin center': { given: [aws, set(role)], evidence: [{ label: 'Constants' }] },
    'the same name for all': { given: [aws, set(name)], message: /the same user in AWS/ },
    'a policy, and the rest is not known': { given: [aws, policy(['sp-aws'], [role])] },
  },
  unknown: {
    'a policy that may be given to it': [aws, set(), policy(['sp-other'], [role], true)],
    'not read': [aws, given(awsApplicationClaims, { id: 'sp-other', scope, name: 'Other', constants: [] })],
  },
  'not-applicable': {
    'no AWS application': [],
    'sign-in is turned off': [given(awsApplications, awsApplication({ accountEnabled: false })), set(role)],
  },
})
