import { apiNames } from '../../analysis/tier-zero.ts'
import type { HeldPermission } from './privileged-service-principals.ts'

/** `can make anybody Global Administrator and add a credential to any application and act as it`. */
export const powerWords = (permissions: readonly HeldPermission[]): string => {
  const strongest = permissions.some(({ reach }) => reach === 'direct') ? permissions.filter(({ reach }) => reach === 'direct') : permissions
  const powers = [...new Set(strongest.map(({ power }) => power))]
  return `can ${powers.slice(0, 3).join('; ')}${powers.length > 3 ? `; and ${powers.length - 3} more` : ''}`
}

/** Each permission with its API and its row. */
export const permissionLines = (permissions: readonly HeldPermission[]): readonly { readonly label: string; readonly value: string; readonly row: string }[] =>
  permissions.map(({ permission, apiId, power, assignment }) => ({
    label: `${permission} on ${apiNames.get(apiId.toLowerCase()) ?? apiId}`,
    value: `can ${power}`,
    row: assignment,
  }))

/** Critical where it leads there by itself, high where somebody else's trust is in between, medium where the program is off. */
export const permissionSeverity = (permissions: readonly HeldPermission[], isEnabled: boolean): 'critical' | 'high' | 'medium' => {
  if (!isEnabled) return 'medium'
  return permissions.some(({ reach }) => reach === 'direct') ? 'critical' : 'high'
}
