import type { AdministrativeUnit } from '../../datasets/entra/role-security.ts'
import type { Table } from '../needs.ts'

/** What a role reaches, as it is held: groups and users by object id. */
export interface Reach {
  readonly from: string
  /** The part of the tenant, for people; absent: all of it. */
  readonly over?: string
  covers(id: string): 'yes' | 'no' | 'perhaps'
  /** Whether it is in a restricted unit that the role is held for. */
  isOfRestrictedUnit(id: string): boolean
}

/** Of a role that is held for the whole tenant. */
export const everywhere = (from: string): Reach => ({ from, covers: () => 'yes', isOfRestrictedUnit: () => false })

/** What a role reaches that is held for a part of the tenant: an administrative unit, or one object. */
export const reachWithin = (role: string, within: string, units: Table<AdministrativeUnit>, areUnitsRead: boolean): Reach => {
  const unitId = /^\/administrativeUnits\/(.+)$/.exec(within)?.[1]
  const unit = unitId === undefined ? undefined : units.get(unitId)
  const inside = new Set(unitId === undefined ? [within.slice(1)] : unit?.members)
  const isWhole = unitId === undefined || (unit === undefined ? areUnitsRead : !unit.isCut)
  return {
    from: `${role}${within}`,
    over: unitId === undefined ? 'this group or user alone' : `the administrative unit ${unit?.name ?? unitId}`,
    covers: id => (inside.has(id) ? 'yes' : isWhole ? 'no' : 'perhaps'),
    isOfRestrictedUnit: id => !isWhole || (unit?.isMemberManagementRestricted === true && inside.has(id)),
  }
}
