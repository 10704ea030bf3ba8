import { CollectError } from '../collector.ts'
import type { AwsSession } from './session.ts'

/** A role is who reads, whatever its session is called this time: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns */
const withoutSession = (arn: string): string => (/^arn:[^:]+:sts::\d{12}:assumed-role\//.test(arn) ? arn.split('/').slice(0, 2).join('/') : arn)

/** Who reads, and in which Regions: a Region that was enabled meanwhile would otherwise be one where nothing is. */
export const basisOf = async (identity: string, session: AwsSession): Promise<string> => {
  const { regions, known } = await session.enabledRegions()
  return JSON.stringify([withoutSession(identity), [...regions].sort(), known instanceof CollectError ? 'unlisted' : known])
}
