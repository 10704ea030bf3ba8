import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam'
import { roleSessions } from '../../datasets/aws/role-sessions.ts'
import { defineCollector } from '../collector.ts'
import { listOf, numberOf, textOf } from './answers.ts'
import { pagesOf } from './pages.ts'
import { rowsOf } from './rows.ts'
import type { AwsSession } from './session.ts'

/** How long sessions may last, a thousand roles a call: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html */
export const sessionsOfRoles = defineCollector<AwsSession>({
  name: 'aws-role-sessions',
  gives: [roleSessions],
  async *collect(session, at) {
    const operation = 'ListRoles'
    const iam = session.client(IAMClient)
    for await (const page of pagesOf(session, operation, Marker => iam.send(new ListRolesCommand({ MaxItems: 1000, Marker }))))
      yield* rowsOf(
        roleSessions,
        listOf(page.Roles, `${operation}: Roles`),
        role => role.RoleName,
        role => ({
          id: textOf(role.RoleId, 'RoleId'),
          scope: at.id,
          name: textOf(role.RoleName, 'RoleName'),
          longestSession: numberOf(role.MaxSessionDuration, 'MaxSessionDuration'),
        }),
      )
  },
})
