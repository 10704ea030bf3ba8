import type { Exhibit, Notice } from './assessment.ts'
import type { AnyDataset } from './dataset.ts'
import { appSyncApis } from './datasets/aws/app-backends.ts'
import { credentialReport } from './datasets/aws/credential-report.ts'
import { iamRoles, iamUsers } from './datasets/aws/iam.ts'
import { userPoolClients } from './datasets/aws/user-pool-clients.ts'
import { userPools } from './datasets/aws/user-pools.ts'
import type { Declaration } from './datasets/declared.ts'
import { awsApplications, servicePrincipals } from './datasets/entra/applications.ts'
import { entraUsers } from './datasets/entra/directory.ts'
import { signUpFlows } from './datasets/entra/guests.ts'
import type { OpenScope } from './estate/estate.ts'

/** Where things of a declared kind can be found; kinds that name something outside (an account, a tenant, an issuer, a URL) have no such place. */
const places: Readonly<Partial<Record<Declaration['kind'], readonly AnyDataset[]>>> = {
  principal: [iamUsers, iamRoles, credentialReport, entraUsers, servicePrincipals],
  role: [iamRoles],
  application: [servicePrincipals, awsApplications, userPools, userPoolClients, appSyncApis, signUpFlows],
}

/** Whether a declaration could be found in this scope: an ARN names its account. */
const couldLieIn = ({ value }: Declaration, { at }: OpenScope): boolean => {
  const [arn, , , , account] = value.split(':')
  return arn !== 'arn' || at.id === `aws-account/${account ?? ''}`
}

interface Search {
  isFound: boolean
  /** A place was looked at, and whether all of them had been read whole. */
  hasLooked: boolean
  isDark: boolean
}

/** Looks, scope by scope, for what the operator declared, and tells what was nowhere: most often a typing mistake that changes verdicts. */
export const unmatchedDeclarations = (declarations: readonly Declaration[]) => {
  const searches = new Map<Declaration, Search>(
    declarations.filter(({ kind }) => places[kind] !== undefined).map(declaration => [declaration, { isFound: false, hasLooked: false, isDark: false }]),
  )
  const lookIn = (scope: OpenScope, declaration: Declaration, search: Search): void => {
    const sought = declaration.value.toLowerCase()
    for (const dataset of places[declaration.kind] ?? []) {
      if (dataset.per !== scope.at.kind || search.isFound) continue
      search.hasLooked = true
      if (scope.gapsOf(dataset).length > 0) search.isDark = true
      for (const row of scope.resolve(dataset) as Iterable<{ id: string; name: string; arn?: string; appId?: string }>) {
        if ([row.id, row.name, row.arn, row.appId].some(known => known?.toLowerCase() === sought)) search.isFound = true
      }
    }
  }
  return {
    look(scope: OpenScope): void {
      for (const [declaration, search] of searches) if (!search.isFound && couldLieIn(declaration, scope)) lookIn(scope, declaration, search)
    },
    // Where a place it could be in was not read whole, nobody can say that it is nowhere.
    notices: (): Notice[] =>
      [...searches]
        .filter(([, { isFound, hasLooked, isDark }]) => hasLooked && !isFound && !isDark)
        .map(([{ kind, value }]) => ({ kind: 'declaration-unmatched', message: `The declared ${kind} ${value} matches nothing that was read.` })),
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
