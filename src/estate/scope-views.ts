import type { ScopeKind } from '../dataset.ts'
import { type ScopeRow, scopes } from '../datasets/scopes.ts'
import { defineView, type Table, tableOf, type View } from './needs.ts'

/** The scope itself as the only row of a table, so that a rule can ask about an account or tenant even where nothing of it could be read. */
const itself = (name: string, per: ScopeKind): View<Table<ScopeRow>, { readonly scopes: typeof scopes }> =>
  defineView({
    name,
    per,
    needs: { scopes },
    build: (facts, at) => tableOf([...facts.scopes].filter(row => row.id === at.id)),
  })

/** Every AWS account of the scan, those that could not be read or named included. */
export const awsAccounts = itself('aws-accounts', 'aws-account')

/** Every AWS organization of the scan. */
export const awsOrganizations = itself('aws-organizations', 'aws-organization')

/** Every Entra tenant of the scan. */
export const entraTenants = itself('entra-tenants', 'entra-tenant')
