import { AccessAnalyzerClient, type FindingSummary, ListAnalyzersCommand, ListFindingsCommand } from '@aws-sdk/client-accessanalyzer'
import type { Scope } from '../../dataset.ts'
import { type AccessAnalyzer, accessAnalyzerFindings, accessAnalyzers } from '../../datasets/aws/security-services.ts'
import { CollectError, type Collected, defineCollector, gap, row } from '../collector.ts'
import { booleanOf, instantOf, listOf, objectOf, textOf } from './answers.ts'
import { pagesOf } from './pages.ts'
import { inEachRegion } from './regions.ts'
import { rowsOf } from './rows.ts'
import type { AwsSession } from './session.ts'

const analyzersIn = async (session: AwsSession, at: Scope, region: string): Promise<readonly AccessAnalyzer[]> => {
  const found: AccessAnalyzer[] = []
  const client = session.client(AccessAnalyzerClient, region)
  for await (const page of pagesOf(session, 'ListAnalyzers', nextToken => client.send(new ListAnalyzersCommand({ nextToken })))) {
    for (const analyzer of listOf(page.analyzers, 'ListAnalyzers: analyzers')) {
      found.push({
        id: textOf(analyzer.arn, 'ListAnalyzers: arn'),
        scope: at.id,
        name: textOf(analyzer.name, 'ListAnalyzers: name'),
        part: region,
        type: textOf(analyzer.type, 'ListAnalyzers: type'),
        status: textOf(analyzer.status, 'ListAnalyzers: status'),
      })
    }
  }
  return found
}

const findingRow = (finding: FindingSummary, at: Scope, region: string, analyzer: string) => {
  const resource = finding.resource === undefined ? {} : { resource: textOf(finding.resource, 'resource') }
  return {
    id: `${analyzer}#${textOf(finding.id, 'id')}`,
    scope: at.id,
    name: finding.resource ?? textOf(finding.id, 'id'),
    part: region,
    analyzer,
    ...resource,
    resourceType: textOf(finding.resourceType, 'resourceType'),
    resourceOwner: textOf(finding.resourceOwnerAccount, 'resourceOwnerAccount'),
    ...(finding.isPublic === undefined ? {} : { isPublic: booleanOf(finding.isPublic, 'isPublic') }),
    principals: finding.principal === undefined ? [] : Object.entries(objectOf(finding.principal, 'principal')).map(([kind, value]) => `${kind} ${value}`),
    conditionKeys: Object.keys(objectOf(finding.condition, 'condition')),
    createdAt: instantOf(finding.createdAt, 'createdAt'),
    ...(finding.error === undefined ? {} : { error: textOf(finding.error, 'error') }),
  }
}

/** Of the two listings the older one, which tells who is let in without a further call for each finding. */
async function* findingsOf(session: AwsSession, at: Scope, region: string, analyzerArn: string): AsyncGenerator<Collected> {
  const client = session.client(AccessAnalyzerClient, region)
  const ask = (nextToken: string | undefined) =>
    client.send(new ListFindingsCommand({ analyzerArn, filter: { status: { eq: ['ACTIVE'] } }, maxResults: 100, nextToken }))
  for await (const page of pagesOf(session, 'ListFindings', ask)) {
    yield* rowsOf(
      accessAnalyzerFindings,
      listOf(page.findings, 'ListFindings: findings'),
      finding => finding.id,
      finding => findingRow(finding, at, region, analyzerArn),
    )
  }
}

async function* accessIn(session: AwsSession, at: Scope, region: string): AsyncGenerator<Collected> {
  const found = await analyzersIn(session, at, region)
  for (const analyzer of found) yield row(accessAnalyzers, analyzer)
  for (const { id, type } of found) {
    if (type !== 'ACCOUNT' && type !== 'ORGANIZATION') continue
    try {
      yield* findingsOf(session, at, region, id)
    } catch (error) {
      if (!(error instanceof CollectError)) throw error
      const permission = error.permission === undefined ? {} : { permission: error.permission }
      yield gap(accessAnalyzerFindings, error.reason, `${id}: ${error.message}`, { part: id, ...permission })
    }
  }
}

const GIVES = [accessAnalyzers, accessAnalyzerFindings] as const

/** Analyzers in each Region, of whatever type, and the open findings of those that look for access from outside. */
export const analyzers = defineCollector<AwsSession>({
  name: 'aws-access-analyzer',
  gives: GIVES,
  collect: (session, at) => inEachRegion(session, GIVES, region => accessIn(session, at, region)),
})
