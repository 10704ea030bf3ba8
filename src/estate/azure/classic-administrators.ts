import { nativeId, type Row } from '../../dataset.ts'
import { type ClassicAdministrator, classicAdministrators } from '../../datasets/azure/governance.ts'
import { defineView, type Table, tableOf } from '../needs.ts'

/** A subscription with what is left of its classic administrators. */
export interface ClassicSubscription extends Row {
  readonly administrators: readonly ClassicAdministrator[]
}

export const classicSubscriptions = defineView({
  name: 'azure-classic-subscriptions',
  per: 'azure-subscription',
  needs: { classicAdministrators },
  build: ({ classicAdministrators }, at): Table<ClassicSubscription> =>
    tableOf([{ id: nativeId(at.id), scope: at.id, name: at.name, administrators: [...classicAdministrators] }]),
})
