import { AccountClient, ListRegionsCommand } from '@aws-sdk/client-account'
import { CollectError } from '../collector.ts'
import { listOf, textOf } from './answers.ts'
import { pagesOf } from './pages.ts'
import type { RegionsToAsk } from './regions-to-ask.ts'
import type { AwsWire } from './session.ts'

/** Regions that every account may use without opting in: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
const WITHOUT_OPT_IN = [
  'us-east-1',
  'eu-west-1',
  'eu-central-1',
  'us-west-2',
  'us-east-2',
  'eu-west-2',
  'ap-southeast-2',
  'ap-northeast-1',
  'eu-north-1',
  'ap-southeast-1',
  'ca-central-1',
  'eu-west-3',
  'ap-south-1',
  'us-west-1',
  'sa-east-1',
  'ap-northeast-2',
  'ap-northeast-3',
] as const

/** https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html */
const listed = async (session: AwsWire): Promise<ReadonlySet<string>> => {
  const account = session.client(AccountClient)
  const found = new Set<string>()
  const ask = (NextToken: string | undefined) =>
    account.send(new ListRegionsCommand({ MaxResults: 50, NextToken, RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'] }))
  for await (const page of pagesOf(session, 'ListRegions', ask))
    for (const region of listOf(page.Regions, 'ListRegions: Regions')) found.add(textOf(region.RegionName, 'ListRegions: RegionName'))
  if (found.size === 0) throw new CollectError('invalid', 'ListRegions: names no Region, and every account has some')
  return found
}

/** The Regions of the session's account: those of the config, else those that are enabled as AWS says, with one question. */
export const regionsToAsk = async (session: AwsWire, named: readonly string[] | undefined): Promise<RegionsToAsk> => {
  if (named !== undefined) return { regions: [...new Set(named)], known: 'named' }
  const likely = [...new Set([session.region, ...WITHOUT_OPT_IN])]
  try {
    const enabled = await listed(session)
    return { regions: [...likely.filter(region => enabled.has(region)), ...[...enabled].filter(region => !likely.includes(region)).sort()], known: 'all' }
  } catch (error) {
    if (!(error instanceof CollectError)) throw error
    return { regions: likely, known: error }
  }
}
