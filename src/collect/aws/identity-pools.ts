import { CognitoIdentityClient, DescribeIdentityPoolCommand, GetIdentityPoolRolesCommand, ListIdentityPoolsCommand } from '@aws-sdk/client-cognito-identity'
import { identityPoolRoles, identityPools } from '../../datasets/aws/identity-pools.ts'
import { defineCollector, row } from '../collector.ts'
import { booleanOf, listOf, objectOf, textOf } from './answers.ts'
import { askEach, gapsIn } from './ask-each.ts'
import { pagesOf } from './pages.ts'
import { inEachRegion } from './regions.ts'
import type { AwsSession } from './session.ts'

const gives = [identityPools, identityPoolRoles]

/** Cognito identity pools of every Region and the roles they give: one call where there is none, two for each pool. */
export const cognitoIdentityPools = defineCollector<AwsSession>({
  name: 'aws-identity-pools',
  gives,
  collect: (session, at) =>
    inEachRegion(session, gives, async function* (region) {
      const cognito = session.client(CognitoIdentityClient, region)
      const listed: { id: string; name: string; scope: string; part: string }[] = []
      const ask = (NextToken: string | undefined) => cognito.send(new ListIdentityPoolsCommand({ MaxResults: 60, NextToken }))
      for await (const page of pagesOf(session, 'ListIdentityPools', ask))
        for (const { IdentityPoolId, IdentityPoolName } of listOf(page.IdentityPools, 'ListIdentityPools: IdentityPools'))
          listed.push({
            id: textOf(IdentityPoolId, 'ListIdentityPools: IdentityPoolId'),
            name: textOf(IdentityPoolName, 'ListIdentityPools: IdentityPoolName'),
            scope: at.id,
            part: region,
          })
      const named = ({ name }: { readonly name: string }) => name
      const pools = await askEach(listed, named, async pool => {
        const answer = await cognito.send(new DescribeIdentityPoolCommand({ IdentityPoolId: pool.id }))
        const classic = answer.AllowClassicFlow
        return [
          {
            ...pool,
            allowsGuests: booleanOf(answer.AllowUnauthenticatedIdentities, 'DescribeIdentityPool: AllowUnauthenticatedIdentities'),
            ...(classic === undefined ? {} : { allowsClassicFlow: booleanOf(classic, 'DescribeIdentityPool: AllowClassicFlow') }),
          },
        ]
      })
      const roles = await askEach(listed, named, async pool => {
        const answer = await cognito.send(new GetIdentityPoolRolesCommand({ IdentityPoolId: pool.id }))
        textOf(answer.IdentityPoolId, 'GetIdentityPoolRoles: IdentityPoolId')
        const { authenticated, unauthenticated } = answer.Roles === undefined ? {} : objectOf(answer.Roles, 'GetIdentityPoolRoles: Roles')
        // A pool that maps no tokens to roles has no such member.
        const mappings = answer.RoleMappings === undefined ? [] : Object.entries(objectOf(answer.RoleMappings, 'GetIdentityPoolRoles: RoleMappings'))
        return [
          {
            ...pool,
            rolesTold: answer.Roles !== undefined,
            ...(authenticated === undefined ? {} : { authenticatedRoleArn: textOf(authenticated, 'GetIdentityPoolRoles: authenticated') }),
            ...(unauthenticated === undefined ? {} : { guestRoleArn: textOf(unauthenticated, 'GetIdentityPoolRoles: unauthenticated') }),
            mappings: mappings.map(([provider, { Type, RulesConfiguration }]) => ({
              provider,
              type: textOf(Type, 'RoleMappings: Type'),
              rules:
                RulesConfiguration === undefined
                  ? []
                  : listOf(RulesConfiguration.Rules, 'RoleMappings: Rules').map(rule => ({
                      claim: textOf(rule.Claim, 'RoleMappings: Claim'),
                      roleArn: textOf(rule.RoleARN, 'RoleMappings: RoleARN'),
                    })),
            })),
          },
        ]
      })
      yield* pools.found.map(pool => row(identityPools, pool))
      yield* gapsIn(region, identityPools, pools.failures)
      yield* roles.found.map(one => row(identityPoolRoles, one))
      yield* gapsIn(region, identityPoolRoles, roles.failures)
    }),
})
