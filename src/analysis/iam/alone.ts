import { type AdministratorAnswer, NO_ADMINISTRATOR, openPermissions } from './account-permissions.ts'
import { decide } from './decide.ts'
import type { Decision } from './decision.ts'
import type { NamedPolicy, PrincipalPolicies } from './principal-policies.ts'
import type { GivenContext } from './request-context.ts'

const NAME = 'any-postern-name'

const holder = (policy: NamedPolicy, account: string): PrincipalPolicies => ({
  principal: { kind: 'user', arn: `arn:aws:iam::${account}:user/${NAME}`, name: NAME, account },
  identity: [policy],
  serviceControl: 'none',
  resourceControl: 'none',
})

/** What a document by itself allows somebody of this account whom nothing else limits. */
export const decideAlone = (document: string, account: string, action: string, resource: string, context: GivenContext = {}): Decision =>
  decide(holder({ name: 'policy', document }, account), { action, resource, context })

/** What a document must have to make an administrator: an action of IAM, a wildcard that may be one, or NotAction. */
const mayAdminister = /"(?:iam|[a-z0-9-]*[*?][a-z0-9*?-]*)[:"]|notaction/i

/** Whether a document by itself makes an administrator of whoever holds it in this account, a user or a role. */
export const administersAlone = (document: string, account: string): AdministratorAnswer => {
  if (!mayAdminister.test(document)) return NO_ADMINISTRATOR
  const base = { scope: '', name: NAME, path: '/', createdAt: '', attachedPolicies: [], inlinePolicies: [{ name: 'policy', document }] }
  const permissions = openPermissions({
    account,
    organization: null,
    isManagement: false,
    users: [{ ...base, id: 'user', arn: `arn:aws:iam::${account}:user/${NAME}`, groups: [] }],
    groups: [],
    roles: [{ ...base, id: 'role', arn: `arn:aws:iam::${account}:role/${NAME}`, trustPolicy: '', instanceProfileArns: [] }],
    policies: [],
    serviceControl: 'none',
    resourceControl: 'none',
  })
  const [user, role] = [permissions.isAdministrator('user'), permissions.isAdministrator('role')]
  return user.answer === 'no' ? role : user
}
