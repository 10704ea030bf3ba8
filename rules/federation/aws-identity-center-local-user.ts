import { identityStoreUsers } from '../../src/datasets/aws/identity-store.ts'
import { namesInStore } from '../../src/estate/cross/aws-people.ts'
import { darkInWords } from '../../src/estate/cross/dark-words.ts'
import { entraPeople } from '../../src/estate/cross/entra-people.ts'
import { identityStoreTies } from '../../src/estate/cross/identity-store-ties.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const OBJECT_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export default defineRule({
  id: 'aws-identity-center-local-user',
  title: 'Entra knows each user of IAM Identity Center',
  failureTitle: 'User of Identity Center whom Entra does not know',
  cloud: 'cross',
  severity: 'medium',
  upTo: 'high',
  recommendation: 'federation',
  rationale:
    'A user of Identity Center whom no tenant knows is nobody’s to disable. Where Identity Center gets its people from Entra such a user cannot sign in while that stays so, but keeps what was assigned, and becomes whoever is given the name in Entra. High where nothing ties Identity Center to Entra, so that the user may sign in with a password of its own. Users are compared by external id, user name and e-mail address; one that was provisioned under an id that is no object id cannot be told apart from one that was renamed.',
  remediation: [
    {
      text: 'If nobody needs the user, delete it; its assignments go with it.',
      command: 'aws identitystore delete-user --identity-store-id STORE --user-id USER_ID',
    },
    { text: 'If a person needs it, assign them to the application in Entra and let provisioning make the user.' },
  ],
  verify: [{ text: 'The user is gone.', command: 'aws identitystore list-users --identity-store-id STORE --query Users[].UserName' }],
  frameworks: { 'mcsb@2': ['IM-1', 'PA-3'], 'nist-800-53@r5': ['AC-2', 'IA-2'] },
  equivalents: {},
  references: [
    {
      title: 'Provision users and groups from an external identity provider',
      url: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/provision-automatically.html',
    },
    {
      title: 'Configure AWS IAM Identity Center for automatic user provisioning',
      url: 'https://learn.microsoft.com/entra/identity/saas-apps/aws-single-sign-on-provisioning-tutorial',
    },
  ],
  subjects: identityStoreUsers,
  needs: { identityStoreTies, entraPeople },
  where: ({ status }) => status !== 'DISABLED',
  check(user, { identityStoreTies, entraPeople }) {
    const ids = (user.externalIds ?? []).map(({ id }) => id)
    if (ids.some(id => entraPeople.has(id)) || namesInStore(user).some(name => entraPeople.byName(name) !== undefined)) return pass()
    if (entraPeople.dark.length > 0) return unknown(`Whether Entra knows user ${user.name} of Identity Center: ${darkInWords(entraPeople.dark).join('; ')}.`)
    const tie = identityStoreTies.get(user.scope)
    const isTied = tie?.by !== undefined
    const open = tie?.open ?? []
    if ((isTied || open.length > 0) && ids.length > 0 && !ids.some(id => OBJECT_ID.test(id)))
      return unknown(
        `User ${user.name} of Identity Center was provisioned under an id that is no object id, and no user of Entra has its name: whether they were renamed or deleted cannot be told.`,
      )
    const proof = [
      evidence('External ids', ids.length === 0 ? 'none: it was made in Identity Center' : ids, user.id),
      evidence('Ties Identity Center to Entra', tie?.by ?? (open.length === 0 ? 'nothing' : open)),
    ]
    if (isTied) return fail(`No user of a scanned tenant is user ${user.name} of Identity Center, which gets its people from Entra.`, proof)
    if (open.length > 0) return fail(`No user of a scanned tenant is user ${user.name} of Identity Center.`, proof)
    return fail(`No user of a scanned tenant is user ${user.name} of Identity Center, which nothing ties to Entra: they may sign in without it.`, proof, 'high')
  },
})
