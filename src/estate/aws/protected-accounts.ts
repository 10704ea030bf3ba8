import { type Protection, protections, type Unprotected, unprotected } from '../../analysis/iam/protections.ts'
import type { Row } from '../../dataset.ts'
import { defineView, tableOf } from '../needs.ts'
import { controlsAbove } from './control-policies.ts'
import { guardedAccounts } from './guarded-accounts.ts'

/** A member account and one thing that its organization should forbid there; `id` is `<account>#<protection>`. */
export interface ProtectedAccount extends Row {
  readonly account: string
  readonly protection: Protection
  /** The actions that are left open; none: it is protected. */
  readonly open: readonly Unprotected[]
}

/** Every active member account by every protection, where service control policies are enabled. */
export const protectedAccounts = defineView({
  name: 'protected-accounts',
  per: 'aws-organization',
  needs: { guardedAccounts, controlsAbove },
  build: ({ guardedAccounts, controlsAbove }) =>
    tableOf(
      [...guardedAccounts].flatMap(({ id, scope, name, isInUse, isManagement, partition }): ProtectedAccount[] => {
        const control = controlsAbove.get(id)?.serviceControl ?? 'unread'
        if (!isInUse || isManagement === true || control === 'none') return []
        return protections.map(protection => ({
          id: `${id}#${protection.id}`,
          scope,
          name: `${name}, ${protection.of}`,
          partOf: id,
          account: id,
          protection,
          open: unprotected(protection, { account: id, partition }, control),
        }))
      }),
    ),
})
