import { ListResourcesForWebACLCommand, ListWebACLsCommand, WAFV2Client } from '@aws-sdk/client-wafv2'
import { userPoolWebAcls } from '../../datasets/aws/user-pools.ts'
import { CollectError, type Collected, row } from '../collector.ts'
import { listOf, textOf, textsOf } from './answers.ts'
import { gapsIn } from './ask-each.ts'
import { pagesOf } from './pages.ts'
import type { AwsSession } from './session.ts'
import type { ListedPool } from './user-pool-rows.ts'

/**
 * The web ACL of each user pool of a Region: asked of the ACLs, whose answer is a list also where it is empty, and not of the pools, where no ACL and an
 * empty answer look the same. https://docs.aws.amazon.com/waf/latest/APIReference/API_ListResourcesForWebACL.html
 */
export const webAclsOf = async (session: AwsSession, region: string, pools: readonly ListedPool[]): Promise<Collected[]> => {
  const waf = session.client(WAFV2Client, region)
  const byPool = new Map<string, string>()
  try {
    const ask = (NextMarker: string | undefined) => waf.send(new ListWebACLsCommand({ Scope: 'REGIONAL', Limit: 100, NextMarker }))
    const arns: string[] = []
    for await (const page of pagesOf(session, 'ListWebACLs', ask))
      for (const { ARN } of listOf(page.WebACLs, 'ListWebACLs: WebACLs')) arns.push(textOf(ARN, 'ListWebACLs: ARN'))
    for (const WebACLArn of arns) {
      const { ResourceArns } = await waf.send(new ListResourcesForWebACLCommand({ WebACLArn, ResourceType: 'COGNITO_USER_POOL' }))
      for (const arn of textsOf(ResourceArns, 'ListResourcesForWebACL: ResourceArns')) byPool.set(arn.slice(arn.lastIndexOf('/') + 1), WebACLArn)
    }
  } catch (error) {
    if (!(error instanceof CollectError)) throw error
    return gapsIn(region, userPoolWebAcls, [{ name: 'web ACLs', error }])
  }
  return pools.map(pool => {
    const webAclArn = byPool.get(pool.id)
    return row(userPoolWebAcls, { ...pool, ...(webAclArn === undefined ? {} : { webAclArn }) })
  })
}
