import { GetDetectorCommand, GuardDutyClient, ListDetectorsCommand } from '@aws-sdk/client-guardduty'
import type { Scope } from '../../dataset.ts'
import { guardDutyDetectors } from '../../datasets/aws/security-services.ts'
import { type Collected, defineCollector, row } from '../collector.ts'
import { textOf, textsOf } from './answers.ts'
import { pagesOf } from './pages.ts'
import { inEachRegion } from './regions.ts'
import type { AwsSession } from './session.ts'

async function* detectorsIn(session: AwsSession, at: Scope, region: string): AsyncGenerator<Collected> {
  const guardDuty = session.client(GuardDutyClient, region)
  for await (const page of pagesOf(session, 'ListDetectors', NextToken => guardDuty.send(new ListDetectorsCommand({ NextToken })))) {
    for (const id of textsOf(page.DetectorIds, 'ListDetectors: DetectorIds')) {
      const { Status } = await guardDuty.send(new GetDetectorCommand({ DetectorId: id }))
      yield row(guardDutyDetectors, { id, scope: at.id, name: `GuardDuty in ${region}`, part: region, status: textOf(Status, 'GetDetector: Status') })
    }
  }
}

/** Where GuardDuty is on: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListDetectors.html */
export const detectors = defineCollector<AwsSession>({
  name: 'aws-guardduty',
  gives: [guardDutyDetectors],
  collect: (session, at) => inEachRegion(session, [guardDutyDetectors], region => detectorsIn(session, at, region)),
})
