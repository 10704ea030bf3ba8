import type { Exhibit, Notice } from './assessment.ts'
import type { AnyDataset } from './dataset.ts'
import { credentialReport } from './datasets/aws/credential-report.ts'
import { iamRoles, iamUsers } from './datasets/aws/iam.ts'
import { organizationAccounts } from './datasets/aws/organization.ts'
import type { Declaration } from './datasets/declared.ts'
import { awsApplications, servicePrincipals } from './datasets/entra/applications.ts'
import { entraUsers } from './datasets/entra/directory.ts'
import type { OpenScope } from './estate/estate.ts'

/** Where things of a declared kind can be found; kinds that name something outside (a tenant, an issuer, a URL) have no such place. */
const places: Readonly<Partial<Record<Declaration['kind'], readonly AnyDataset[]>>> = {
  principal: [iamUsers, iamRoles, credentialReport, entraUsers, servicePrincipals],
  role: [iamRoles],
  account: [organizationAccounts],
  application: [servicePrincipals, awsApplications],
}

/** Looks, scope by scope, for what the operator declared, and tells what was nowhere: most often a typing mistake that changes verdicts. */
export const unmatchedDeclarations = (declarations: readonly Declaration[]) => {
  const open = new Set(declarations.filter(({ kind }) => places[kind] !== undefined))
  const looked = new Set<AnyDataset>()
  return {
    look(scope: OpenScope): void {
      for (const declaration of open) {
        for (const dataset of places[declaration.kind] ?? []) {
          if (dataset.per !== scope.at.kind || !open.has(declaration)) continue
          looked.add(dataset)
          for (const row of scope.resolve(dataset) as Iterable<{ id: string; name: string; arn?: string; appId?: string }>) {
            const sought = declaration.value.toLowerCase()
            if ([row.id, row.name, row.arn, row.appId].some(known => known?.toLowerCase() === sought)) open.delete(declaration)
          }
        }
        if (declaration.kind === 'account' && scope.at.id === `aws-account/${declaration.value}`) open.delete(declaration)
      }
    },
    notices: (): Notice[] =>
      [...open]
        .filter(({ kind }) => places[kind]?.some(dataset => looked.has(dataset)))
        .map(({ kind, value }) => ({ kind: 'declaration-unmatched', message: `The declared ${kind} ${value} matches nothing that was read.` })),
  }
}

/** What the operator declared, for every report to show: it changed verdicts. */
export const declarationsExhibit = (declarations: readonly Declaration[]): Exhibit[] =>
  declarations.length === 0
    ? []
    : [
        {
          id: 'declarations',
          title: 'Declared by the operator',
          data: declarations.map(({ kind, value, as = '', reason }) => ({ kind, id: value, as, reason })),
        },
      ]
