import type { Invent } from '../answers.ts'
import { applicationsInvented } from './applications.ts'
import { auditServices } from './audit.ts'
import { computeInvented } from './compute.ts'
import { directoriesInvented } from './directories.ts'
import { identityCenterInvented } from './identity-center.ts'
import { organizationsInvented } from './organizations.ts'
import { ramInvented } from './ram.ts'
import { upkeepInvented } from './upkeep.ts'

/** What is invented for the services that have a file of their own here, by `service:Operation`. */
export const SERVICES_INVENTED: readonly (readonly [string, Invent])[] = [
  ...upkeepInvented,
  ...computeInvented,
  ...directoriesInvented,
  ...applicationsInvented,
  ...auditServices,
  ...identityCenterInvented,
  ...organizationsInvented,
  ...ramInvented,
]
