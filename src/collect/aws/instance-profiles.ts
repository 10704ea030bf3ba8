import { DescribeIamInstanceProfileAssociationsCommand, EC2Client } from '@aws-sdk/client-ec2'
import { instanceProfileAssociations } from '../../datasets/aws/compute.ts'
import { defineCollector } from '../collector.ts'
import { listOf, objectOf, textOf } from './answers.ts'
import { pagesOf } from './pages.ts'
import { inEachRegion } from './regions.ts'
import { rowsOf } from './rows.ts'
import type { AwsSession } from './session.ts'

const OPERATION = 'DescribeIamInstanceProfileAssociations'

/** Which instances have which profile, and nothing else of the instances. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeIamInstanceProfileAssociations.html */
export const profilesOfInstances = defineCollector<AwsSession>({
  name: 'aws-instance-profiles',
  gives: [instanceProfileAssociations],
  collect: (session, at) =>
    inEachRegion(session, [instanceProfileAssociations], async function* (region) {
      const ec2 = session.client(EC2Client, region)
      const ask = (NextToken: string | undefined) => ec2.send(new DescribeIamInstanceProfileAssociationsCommand({ MaxResults: 1000, NextToken }))
      for await (const page of pagesOf(session, OPERATION, ask))
        yield* rowsOf(
          instanceProfileAssociations,
          listOf(page.IamInstanceProfileAssociations, `${OPERATION}: IamInstanceProfileAssociations`),
          association => association.AssociationId,
          association => ({
            id: textOf(association.AssociationId, 'AssociationId'),
            scope: at.id,
            part: region,
            name: textOf(association.InstanceId, 'InstanceId'),
            instanceId: textOf(association.InstanceId, 'InstanceId'),
            profileArn: textOf(objectOf(association.IamInstanceProfile, 'IamInstanceProfile').Arn, 'Arn of the instance profile'),
            state: textOf(association.State, 'State'),
          }),
        )
    }),
})
