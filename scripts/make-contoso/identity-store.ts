import { groups } from './contoso-groups.ts'
import { contosoUsers } from './contoso-users.ts'

/** A group of Entra that provisioning keeps in Identity Center, and the permission set that it is assigned wherever that has a role. */
interface ProvisionedGroup {
  /** Its object id, which is its external id in the store. */
  readonly id: string
  readonly name: string
  readonly permissionSet: string
  /** User names, as in Entra. */
  readonly members: readonly string[]
}

const nameOf = new Map(contosoUsers.map(({ id, name }) => [id, name]))
const objectIdOf = new Map(contosoUsers.map(({ id, name }) => [name, id]))

const provisioned = ({ id, name, users }: (typeof groups)[keyof typeof groups], permissionSet: string): ProvisionedGroup => ({
  id,
  name,
  permissionSet,
  members: users.flatMap(user => nameOf.get(user) ?? []),
})

/** The groups that the application of Identity Center provisions. Whoever may only activate a membership is not in them. */
export const provisionedGroups: readonly ProvisionedGroup[] = [
  provisioned(groups.awsAdministrators, 'AdministratorAccess'),
  provisioned(groups.awsPlatform, 'PlatformEngineer'),
  provisioned(groups.awsData, 'DataEngineer'),
  provisioned(groups.awsAudit, 'SecurityAudit'),
  provisioned(groups.awsReadOnly, 'ReadOnlyAccess'),
]

/** The object id of somebody in Entra, which is the external id in the store. */
export const objectId = (userName: string): string | undefined => objectIdOf.get(userName)
