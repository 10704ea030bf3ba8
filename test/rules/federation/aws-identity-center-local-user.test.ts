import rule from '../../../rules/federation/aws-identity-center-local-user.ts'
import type { IdentityStoreUser } from '../../../src/datasets/aws/identity-store.ts'
import { identityCenterInstances } from '../../../src/datasets/aws/organization.ts'
import { awsApplications } from '../../../src/datasets/entra/applications.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { guest, user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { awsApplication } from '../entra-rows.ts'
import { store } from '../identity-center-rows.ts'

const STORE = 'd-1234567890'
const GONE = 'eeeeeeee-0000-4000-8000-00000000000e'
const center = given(identityCenterInstances, {
  id: 'arn:aws:sso:::instance/ssoins-1',
  name: 'ssoins-1',
  identityStoreId: STORE,
  ownerAccountId: '111111111111',
  part: 'eu-west-1',
})
const tied = [center, given(awsApplications, awsApplication({ loginUrl: `https://${STORE}.awsapps.com/start` }))]
const vague = [center, given(awsApplications, awsApplication({ replyUrls: ['https://eu-west-1.signin.aws.amazon.com/platform/saml/acs/1111-2222'] }))]
const people = given(entraUsers, user('ann'), guest('gus'))
const external = (id: string) => [{ issuer: 'https://scim.aws.com/1', id }]
const inStore = (says: Partial<IdentityStoreUser>) => store({ users: { a: { name: 'stray', ...says } } })

testRule(
  rule,
  {
    pass: {
      'by the object id': [...tied, people, ...inStore({ externalIds: external('ann') })],
      'by the user name, spelled otherwise': [...tied, people, ...inStore({ name: 'ANN@contoso.example' })],
      'by the e-mail address': [...tied, people, ...inStore({ emails: ['ann@contoso.example'] })],
      'a guest by the address of home': [...tied, people, ...inStore({ emails: ['gus@fabrikam.example'] })],
    },
    fail: {
      'made by hand, where Entra signs people in': {
        given: [...tied, people, ...inStore({})],
        subjects: ['a'],
        severity: 'medium',
        message: /which gets its people from Entra\.$/,
        evidence: [{ label: 'External ids', value: 'none: it was made in Identity Center', row: 'a' }],
      },
      'provisioned from somebody who is gone': { given: [...tied, people, ...inStore({ externalIds: external(GONE) })], severity: 'medium' },
      'where nothing ties Identity Center to Entra': {
        given: [center, people, ...inStore({})],
        severity: 'high',
        message: /which nothing ties to Entra: they may sign in without it\.$/,
      },
      'where that cannot be told': { given: [...vague, people, ...inStore({})], severity: 'medium' },
    },
    unknown: {
      'provisioned under a name of which nobody knows whose it was': {
        given: [...tied, people, ...inStore({ externalIds: external('ann.smith') })],
        message: /whether they were renamed or deleted cannot be told\.$/,
      },
    },
    'not-applicable': { 'disabled there': [...tied, people, ...inStore({ status: 'DISABLED' })] },
  },
  { answersWithout: [awsApplications, entraUsers, identityCenterInstances] },
)
