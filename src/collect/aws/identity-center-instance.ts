import type { AnyDataset } from '../../dataset.ts'
import { type IdentityCenterInstance, identityCenterInstances } from '../../datasets/aws/organization.ts'
import { CollectError, type Collected, gap, type SoFar } from '../collector.ts'
import type { AwsSession } from './session.ts'

/** The instance whose contents are to be read, and the Region it lives in. */
export interface InstanceToRead extends IdentityCenterInstance {
  readonly region: string
}

/** Whether AWS told the account that it may read nothing of the organization, being neither its management account nor a delegated administrator. */
const isOutside = async (session: AwsSession): Promise<boolean> => {
  if ((await session.organization())?.managementAccountId === session.account) return false
  try {
    await session.hierarchy()
    return false
  } catch (error) {
    return error instanceof CollectError && error.reason === 'out-of-reach'
  }
}

/**
 * The organization instance as it was found, or what its not being found means: gaps where it may be somewhere, nothing where it is nowhere. A member
 * account that is no delegated administrator sees the instance and nothing of what is in it.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/delegated-admin.html
 */
export const instanceToRead = async (session: AwsSession, sofar: SoFar, gives: readonly AnyDataset[]): Promise<InstanceToRead | readonly Collected[]> => {
  if (await isOutside(session)) {
    const detail = `Only the management account or a delegated administrator may read Identity Center, and ${session.account} is neither`
    return gives.map(dataset => gap(dataset, 'out-of-reach', detail))
  }
  const [instance] = sofar.rows(identityCenterInstances)
  if (instance !== undefined) return { ...instance, region: instance.part ?? session.region }
  if (sofar.isComplete(identityCenterInstances)) return []
  return gives.map(dataset => gap(dataset, 'not-collected', 'the organization instance of Identity Center was not found, and there may be one'))
}

/** Whether there is an instance to read. */
export const isFound = (found: InstanceToRead | readonly Collected[]): found is InstanceToRead => 'identityStoreId' in found
