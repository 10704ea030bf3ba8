import type { Row } from '../../dataset.ts'
import { iamRoles, iamUsers } from '../../datasets/aws/iam.ts'
import { defineView, tableOf } from '../needs.ts'
import { deploymentTool } from './role-makers.ts'

/** An IAM user or role; `id` is its unique id. */
export interface Principal extends Row {
  readonly arn: string
  readonly kind: 'user' | 'role'
  /** The tool that makes such roles and needs them as they are. */
  readonly tool?: string | undefined
}

/** The users and roles of an account, those that AWS services make for themselves left out. */
export const principals = defineView({
  name: 'principals',
  per: 'aws-account',
  needs: { iamUsers, iamRoles },
  build: ({ iamUsers, iamRoles }) =>
    tableOf<Principal>([
      ...[...iamUsers].map(({ id, scope, name, arn }) => ({ id, scope, name, arn, kind: 'user' as const })),
      ...[...iamRoles].flatMap(role => {
        if (role.path.startsWith('/aws-service-role/')) return []
        const tool = deploymentTool(role)
        return [{ id: role.id, scope: role.scope, name: role.name, arn: role.arn, kind: 'role' as const, ...(tool === undefined ? {} : { tool }) }]
      }),
    ]),
})
