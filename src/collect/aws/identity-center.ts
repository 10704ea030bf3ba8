import { ListInstancesCommand, SSOAdminClient } from '@aws-sdk/client-sso-admin'
import { type IdentityCenterInstance, identityCenterInstances, trustedServices } from '../../datasets/aws/organization.ts'
import { CollectError, type Collected, defineCollector, gap, row } from '../collector.ts'
import { listOf, textOf } from './answers.ts'
import { pagesOf } from './pages.ts'
import type { RegionsToAsk } from './regions-to-ask.ts'
import type { AwsSession } from './session.ts'

/** The organization's own instance among those an account sees in a Region: the one that the management account owns. */
const instanceIn = async (session: AwsSession, scope: string, region: string, management: string | undefined): Promise<IdentityCenterInstance | undefined> => {
  const sso = session.client(SSOAdminClient, region)
  for await (const page of pagesOf(session, 'ListInstances', NextToken => sso.send(new ListInstancesCommand({ NextToken })))) {
    for (const instance of listOf(page.Instances, 'ListInstances: Instances')) {
      const ownerAccountId = textOf(instance.OwnerAccountId, 'ListInstances: OwnerAccountId')
      if (ownerAccountId !== management) continue
      const id = textOf(instance.InstanceArn, 'ListInstances: InstanceArn')
      return {
        id,
        scope,
        part: region,
        name: instance.Name || id.slice(id.lastIndexOf('/') + 1),
        identityStoreId: textOf(instance.IdentityStoreId, 'ListInstances: IdentityStoreId'),
        ownerAccountId,
        ...(instance.Status === undefined ? {} : { status: textOf(instance.Status, 'ListInstances: Status') }),
      }
    }
  }
  return undefined
}

const foundNowhere = (regions: readonly string[], known: RegionsToAsk['known']): Collected => {
  const found = `Identity Center has trusted access, but there is no instance in ${regions.join(', ')}`
  if (!(known instanceof CollectError)) return gap(identityCenterInstances, 'not-collected', `${found}: name its Region in aws.regions`)
  return gap(
    identityCenterInstances,
    known.reason,
    `${found}, and account:ListRegions, which names the others that are enabled, failed (${known.message}): name its Region in aws.regions`,
    known.permission === undefined ? {} : { permission: known.permission },
  )
}

/**
 * The organization instance of IAM Identity Center. It lives in one Region and cannot be without trusted access, so mostly one call or none tells.
 * https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListInstances.html
 */
export const identityCenter = defineCollector<AwsSession>({
  name: 'aws-identity-center',
  gives: [identityCenterInstances],
  after: [trustedServices],
  async *collect(session, at, sofar) {
    if (sofar.isComplete(trustedServices) && !sofar.rows(trustedServices).some(service => service.id === 'sso.amazonaws.com')) return
    const management = (await session.organization())?.managementAccountId
    const { regions, known } = await session.enabledRegions()
    const gaps: Collected[] = []
    for (const region of regions) {
      try {
        const instance = await instanceIn(session, at.id, region, management)
        if (instance) {
          yield row(identityCenterInstances, instance)
          return
        }
      } catch (error) {
        if (!(error instanceof CollectError)) throw error
        gaps.push(
          gap(identityCenterInstances, error.reason, error.message, {
            part: region,
            ...(error.permission === undefined ? {} : { permission: error.permission }),
          }),
        )
      }
    }
    yield* gaps
    // Asked everywhere by the account that owns it, it is not there. A delegated administrator may have opted in to fewer Regions.
    if (known === 'all' && session.account === management) return
    if (known instanceof CollectError || gaps.length === 0) yield foundNowhere(regions, known)
  },
})
