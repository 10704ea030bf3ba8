import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const source = readFileSync(createRequire(import.meta.url).resolve('@microsoft/microsoft-graph-types/microsoft-graph.d.ts'), 'utf8')

/** Properties that only the beta version knows, by type (https://learn.microsoft.com/graph/api/overview?view=graph-rest-beta). */
const betaOnly: Readonly<Record<string, readonly string[]>> = {
  unifiedRoleDefinition: ['isPrivileged', 'richDescription'],
  signIn: ['signInEventTypes', 'authenticationProtocol'],
  organization: ['onPremisesLastPasswordSyncDateTime'],
}

/** Types that only beta has, with their properties. */
const betaTypes: Readonly<Record<string, readonly string[]>> = {
  unifiedRoleManagementAlert: ['id', 'alertDefinitionId', 'scopeId', 'scopeType', 'incidentCount', 'isActive', 'lastModifiedDateTime', 'lastScannedDateTime'],
  b2bManagementPolicy: ['id', 'displayName', 'description', 'definition', 'isOrganizationDefault', 'deletedDateTime'],
  conditionalAccessSettings: ['id', 'modifiedDateTime', 'exclusions'],
  strongAuthenticationRequirements: ['perUserMfaState'],
  recommendation: ['id', 'recommendationType', 'displayName', 'status', 'lastCheckedDateTime', 'impactedResources'],
  servicePrincipalSignInActivity: ['id', 'appId', 'lastSignInActivity'],
  // In the typings it stands in a namespace of its own.
  workflow: ['id', 'displayName', 'category', 'isEnabled', 'isSchedulingEnabled'],
  customClaimsPolicy: ['id', 'claims'],
}

const known = new Map<string, ReadonlyMap<string, 'one' | 'many'>>()

const read = (name: string): ReadonlyMap<string, 'one' | 'many'> => {
  const start = new RegExp(`^export interface ${name}(?: extends (\\w+))? \\{`, 'm').exec(source)
  if (start === null) throw new Error(`Microsoft Graph has no type ${name}`)
  const body = source.slice(start.index, source.indexOf('\n}', start.index))
  const properties = new Map(start[1] === undefined ? [] : propertiesOf(start[1]))
  for (const [, property = '', type = ''] of body.matchAll(/^ {4}(\w+)\??: ([^;]+);/gm)) properties.set(property, /\[\]/.test(type) ? 'many' : 'one')
  return properties
}

const propertiesOf = (name: string): ReadonlyMap<string, 'one' | 'many'> => {
  const found = known.get(name) ?? read(name)
  known.set(name, found)
  return found
}

/** The property names of a Graph type such as `user`, read from Microsoft's published typings, so that the emulator knows exactly what Graph knows. */
export const schemaOf = (type: string, version: 'v1.0' | 'beta'): ReadonlyMap<string, 'one' | 'many'> => {
  const ofBeta = betaTypes[type]
  if (ofBeta !== undefined) return new Map(ofBeta.map(name => [name, 'one'] as const))
  const properties = propertiesOf(type.charAt(0).toUpperCase() + type.slice(1))
  const more = version === 'beta' ? (betaOnly[type] ?? []) : []
  return more.length === 0 ? properties : new Map([...properties, ...more.map(name => [name, 'one'] as const)])
}
