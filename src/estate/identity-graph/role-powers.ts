import { GLOBAL_ADMINISTRATOR, PRIVILEGED_ROLE_ADMINISTRATOR } from '../../datasets/entra/role-marks.ts'

/**
 * What a directory role takes hold of. `tenant`: everything; `applications`: who is who at an application; `groups`: members of groups that cannot hold
 * roles; `passwords`, `methods`: the sign-in of users whom no role protects.
 */
export interface RolePower {
  readonly takes: 'tenant' | 'applications' | 'groups' | 'passwords' | 'methods'
  /** For people, after the role. */
  readonly how: string
  /** Whoever holds it makes users too, and so need not sign in to AWS as themselves. */
  readonly makesUsers?: boolean
  /** What is left open, where it may take less. */
  readonly open?: string
}

const makesAnybody: RolePower = { takes: 'tenant', how: 'gives anybody any directory role' }
const everything: RolePower = { takes: 'tenant', how: 'may do everything in the tenant' }
const anyMethod: RolePower = { takes: 'tenant', how: 'resets the password and methods of any administrator' }
const applications: RolePower = { takes: 'applications', how: 'decides who is assigned to the application, and what it says of them' }
const provisioning: RolePower = { takes: 'applications', how: 'changes how users are provisioned to the application' }
const groups: RolePower = { takes: 'groups', how: 'puts anybody into groups that cannot hold roles' }
const groupsAndUsers: RolePower = { ...groups, makesUsers: true }
const passwords: RolePower = { takes: 'passwords', how: 'resets the passwords of users without a protected role' }
const methods: RolePower = { takes: 'methods', how: 'resets the password and methods of users without a protected role' }

/** What each role may do: https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference */
const table: readonly (readonly [templateId: string, ...powers: readonly RolePower[]])[] = [
  [GLOBAL_ADMINISTRATOR, everything],
  [PRIVILEGED_ROLE_ADMINISTRATOR, makesAnybody],
  ['7be44c8a-adaf-4e2a-84d6-ab2649e08a13', anyMethod], // Privileged Authentication Administrator
  ['9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', applications], // Application Administrator
  ['158c047a-c907-4556-b7ef-446551a6b5f7', applications], // Cloud Application Administrator
  ['8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2', provisioning], // Hybrid Identity Administrator
  ['fdd7a751-b60b-444a-984c-02652fe8fa1c', groups], // Groups Administrator
  ['9360feb5-f418-4baa-8175-e2a00bac4301', groupsAndUsers, provisioning], // Directory Writers
  ['3a2c62db-5318-420d-8d74-23affee5d9d5', groups], // Intune Administrator
  ['fe930be7-5e62-47db-91af-98c3a49a38b1', groupsAndUsers, passwords], // User Administrator
  ['729827e3-9c14-49f7-bb1b-9608f156bbb8', passwords], // Helpdesk Administrator
  ['966707d0-3269-4727-9be2-8c3a10f19b9d', passwords], // Password Administrator
  ['c4e39bd9-1100-46d3-8c65-fb160da0071f', methods], // Authentication Administrator
]

const powers = new Map(table.map(([templateId, ...held]) => [templateId, held]))

/** Undefined: the role takes hold of nothing that leads on. */
export const powersOfRole = (templateId: string): readonly RolePower[] | undefined => powers.get(templateId.toLowerCase())
