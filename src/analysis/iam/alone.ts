import { type AccountPermissions, type AdministratorAnswer, NO_ADMINISTRATOR, openPermissions } from './account-permissions.ts'
import { decide } from './decide.ts'
import type { Decision } from './decision.ts'
import { mayLead } from './leading-actions.ts'
import { partitionIn } from './partitions.ts'
import { coversAction, parsePolicy } from './policy-document.ts'
import type { NamedPolicy, PrincipalPolicies } from './principal-policies.ts'
import type { GivenContext } from './request-context.ts'

const NAME = 'any-postern-name'

/** Where and when a document is asked. */
interface Place {
  readonly account: string
  /** Absent: at any time. */
  readonly now?: Date | undefined
}

const holder = (policy: NamedPolicy, { account, now }: Place): PrincipalPolicies => ({
  principal: { kind: 'user', arn: `arn:${partitionIn(policy.document ?? '')}:iam::${account}:user/${NAME}`, name: NAME, account, now },
  identity: [policy],
  serviceControl: 'none',
  resourceControl: 'none',
})

/** What a document by itself allows somebody of this account whom nothing else limits. */
export const decideAlone = (document: string, place: Place, action: string, resource: string, context: GivenContext = {}): Decision =>
  decide(holder({ name: 'policy', document }, place), { action, resource, context })

/** What a document must have to make an administrator: an action of IAM, a wildcard that may be one, or NotAction. */
const mayAdminister = /"(?:iam|[a-z0-9-]*[*?][a-z0-9*?-]*)[:"]|notaction/i

const openHolders = (documents: readonly string[], { account, now }: Place, rolePath: string): AccountPermissions => {
  const inlinePolicies = documents.map((document, index) => ({ name: documents.length === 1 ? 'policy' : `policy ${index + 1}`, document }))
  const iam = `arn:${partitionIn(documents.join('\n'))}:iam::${account}`
  const base = { scope: '', name: NAME, createdAt: '', attachedPolicies: [], inlinePolicies }
  return openPermissions({
    account,
    now,
    organization: null,
    isManagement: false,
    users: [{ ...base, id: 'user', path: '/', arn: `${iam}:user/${NAME}`, groups: [] }],
    groups: [],
    roles: [{ ...base, id: 'role', path: rolePath, arn: `${iam}:role${rolePath}${NAME}`, trustPolicy: '', instanceProfileArns: [] }],
    policies: [],
    isExcerpt: true,
    serviceControl: 'none',
    resourceControl: 'none',
  })
}

/** Whether a document by itself makes an administrator of whoever holds it in this account, a user or a role. */
export const administersAlone = (document: string, place: Place): AdministratorAnswer => {
  if (!mayAdminister.test(document) || !mayLead(parsePolicy(document))) return NO_ADMINISTRATOR
  const permissions = openHolders([document], place, '/')
  const [user, role] = [permissions.isAdministrator('user'), permissions.isAdministrator('role')]
  return user.answer === 'no' ? role : user
}

const makesSomebody = (document: string): boolean => {
  const policy = parsePolicy(document)
  return (
    policy.kind === 'policy' &&
    policy.statements.some(
      statement => statement.effect === 'Allow' && (coversAction(statement, 'iam:CreateUser') || coversAction(statement, 'iam:CreateRole')),
    )
  )
}

/**
 * Whether these documents together make an administrator of a role that Identity Center keeps, and that cannot change itself: who may make no user or role
 * is one only by what allows everything, which is asked elsewhere.
 */
export const administersReservedRole = (documents: readonly string[], place: Place): AdministratorAnswer =>
  documents.some(makesSomebody) ? openHolders(documents, place, '/aws-reserved/sso.amazonaws.com/').isAdministrator('role') : NO_ADMINISTRATOR
