import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda'
import { lambdaFunctions } from '../../datasets/aws/compute.ts'
import { defineCollector } from '../collector.ts'
import { listOf, textOf } from './answers.ts'
import { pagesOf } from './pages.ts'
import { inEachRegion } from './regions.ts'
import { rowsOf } from './rows.ts'
import type { AwsSession } from './session.ts'

/** Functions with their roles, without their environment. https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
export const functionsOfLambda = defineCollector<AwsSession>({
  name: 'aws-lambda-functions',
  gives: [lambdaFunctions],
  collect: (session, at) =>
    inEachRegion(session, [lambdaFunctions], async function* (region) {
      const lambda = session.client(LambdaClient, region)
      for await (const page of pagesOf(session, 'ListFunctions', Marker => lambda.send(new ListFunctionsCommand({ Marker }))))
        yield* rowsOf(
          lambdaFunctions,
          listOf(page.Functions, 'ListFunctions: Functions'),
          one => one.FunctionName,
          one => ({
            id: textOf(one.FunctionArn, 'FunctionArn'),
            scope: at.id,
            part: region,
            name: textOf(one.FunctionName, 'FunctionName'),
            roleArn: textOf(one.Role, 'Role'),
          }),
        )
    }),
})
