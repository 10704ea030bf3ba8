import type { Application } from './applications.ts'
import type { Matrix } from './matrix.ts'
import type { People } from './people.ts'

/** A tenant, ready to be asked. */
export interface Model {
  readonly people: People
  readonly matrix: Matrix
  /** Indices of the users declared emergency access. */
  readonly emergency: ReadonlySet<number>
  /** Indices of the accounts of Microsoft Entra Connect. */
  readonly synchronization: ReadonlySet<number>
  readonly groupName: (id: string) => string
  readonly roleName: (templateId: string) => string
  /** Actions that a tenant setting takes out of all policies for all resources; absent: not read. */
  readonly excludedActions?: ReadonlySet<string> | undefined
  readonly applicationById: (id: string) => Application
  /** Names of principals that hold a role and that the directory does not resolve, by role template id. */
  readonly unresolved: ReadonlyMap<string, readonly string[]>
}
