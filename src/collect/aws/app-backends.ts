import { AmplifyClient, ListAppsCommand, ListBranchesCommand } from '@aws-sdk/client-amplify'
import { AppSyncClient, ListGraphqlApisCommand } from '@aws-sdk/client-appsync'
import { type AmplifyBranch, amplifyBranches, appSyncApis } from '../../datasets/aws/app-backends.ts'
import { defineCollector, row } from '../collector.ts'
import { listOf, textOf } from './answers.ts'
import { askEach, gapsIn } from './ask-each.ts'
import { pagesOf } from './pages.ts'
import { inEachRegion } from './regions.ts'
import { rowsOf } from './rows.ts'
import type { AwsSession } from './session.ts'

/** GraphQL APIs of AppSync. Their API keys are not asked for: the listing of the keys is the keys. https://docs.aws.amazon.com/appsync/latest/APIReference/API_ListGraphqlApis.html */
export const graphqlApis = defineCollector<AwsSession>({
  name: 'aws-appsync-apis',
  gives: [appSyncApis],
  collect: (session, at) =>
    inEachRegion(session, [appSyncApis], async function* (region) {
      const appSync = session.client(AppSyncClient, region)
      const ask = (nextToken: string | undefined) => appSync.send(new ListGraphqlApisCommand({ maxResults: 25, nextToken, owner: 'CURRENT_ACCOUNT' }))
      for await (const page of pagesOf(session, 'ListGraphqlApis', ask))
        yield* rowsOf(
          appSyncApis,
          listOf(page.graphqlApis, 'ListGraphqlApis: graphqlApis'),
          api => api.name,
          api => ({
            id: textOf(api.apiId, 'ListGraphqlApis: apiId'),
            scope: at.id,
            part: region,
            name: textOf(api.name, 'ListGraphqlApis: name'),
            arn: textOf(api.arn, 'ListGraphqlApis: arn'),
            authorization: textOf(api.authenticationType, 'ListGraphqlApis: authenticationType'),
            ...(api.additionalAuthenticationProviders === undefined
              ? {}
              : {
                  furtherAuthorization: listOf(api.additionalAuthenticationProviders, 'ListGraphqlApis: additionalAuthenticationProviders').map(one =>
                    textOf(one.authenticationType, 'additionalAuthenticationProviders: authenticationType'),
                  ),
                }),
            ...(api.visibility === undefined ? {} : { visibility: textOf(api.visibility, 'ListGraphqlApis: visibility') }),
          }),
        )
    }),
})

const named = ({ name }: { readonly name: string }): string => name

/** Branches of Amplify apps, without their environment variables and passwords. https://docs.aws.amazon.com/amplify/latest/APIReference/API_ListBranches.html */
export const amplifyApps = defineCollector<AwsSession>({
  name: 'aws-amplify-branches',
  gives: [amplifyBranches],
  collect: (session, at) =>
    inEachRegion(session, [amplifyBranches], async function* (region) {
      const amplify = session.client(AmplifyClient, region)
      const apps: { id: string; name: string }[] = []
      const ask = (nextToken: string | undefined) => amplify.send(new ListAppsCommand({ maxResults: 100, nextToken }))
      for await (const page of pagesOf(session, 'ListApps', ask))
        for (const { appId, name } of listOf(page.apps, 'ListApps: apps'))
          apps.push({ id: textOf(appId, 'ListApps: appId'), name: textOf(name, 'ListApps: name') })
      const branches = await askEach(apps, named, async app => {
        const found: AmplifyBranch[] = []
        const askBranches = (nextToken: string | undefined) => amplify.send(new ListBranchesCommand({ appId: app.id, maxResults: 50, nextToken }))
        for await (const page of pagesOf(session, 'ListBranches', askBranches))
          for (const { branchArn, branchName, backend, backendEnvironmentArn } of listOf(page.branches, 'ListBranches: branches'))
            found.push({
              id: textOf(branchArn, 'ListBranches: branchArn'),
              scope: at.id,
              part: region,
              name: `${app.name}: ${textOf(branchName, 'ListBranches: branchName')}`,
              appId: app.id,
              appName: app.name,
              ...(backend?.stackArn === undefined ? {} : { stackArn: textOf(backend.stackArn, 'ListBranches: stackArn') }),
              ...(backendEnvironmentArn === undefined ? {} : { backendEnvironmentArn: textOf(backendEnvironmentArn, 'ListBranches: backendEnvironmentArn') }),
            })
        return found
      })
      yield* branches.found.map(branch => row(amplifyBranches, branch))
      yield* gapsIn(region, amplifyBranches, branches.failures)
    }),
})
