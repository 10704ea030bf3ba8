import { ecsServices, instanceProfileAssociations, lambdaFunctions } from '../../src/datasets/aws/compute.ts'
import type { AccountSpec, RoleSpec } from './account-spec.ts'
import { hexId } from './ids.ts'
import { type AccountKey, accountScope, accounts } from './organization-facts.ts'
import { type Table, table } from './tables.ts'

/** Days since a role was used after which nothing runs as it any more. */
const IDLE = 30

/** What runs as the roles of an account: one thing for each that a service of compute used of late. */
export const computeTables = (key: AccountKey, { roles }: Pick<AccountSpec, 'roles'>): Table[] => {
  const at = accountScope(key)
  const { id: account } = accounts[key]
  const part = key === 'litware' ? 'us-east-1' : 'eu-west-1'
  const isBusy = ({ used }: RoleSpec): boolean => used !== undefined && used < IDLE
  const busy = (service: string): readonly RoleSpec[] => roles.filter(role => isBusy(role) && role.trust.includes(`"${service}.amazonaws.com"`))
  const roleArn = ({ name, path = '/' }: RoleSpec): string => `arn:aws:iam::${account}:role${path}${name}`
  const cluster = `arn:aws:ecs:${part}:${account}:cluster/main`
  return [
    table(
      instanceProfileAssociations,
      at,
      roles
        .filter(role => role.isOnInstances === true && isBusy(role))
        .map(({ name }) => {
          const instanceId = `i-${hexId(17, `instance ${account} ${name}`)}`
          return {
            id: `iip-assoc-${hexId(17, `association ${account} ${name}`)}`,
            name: instanceId,
            part,
            instanceId,
            profileArn: `arn:aws:iam::${account}:instance-profile/${name}`,
            state: 'associated',
          }
        }),
    ),
    table(
      lambdaFunctions,
      at,
      busy('lambda').map(role => {
        const name = role.name.replace(/^lambda-/, '')
        return { id: `arn:aws:lambda:${part}:${account}:function:${name}`, name, part, roleArn: roleArn(role) }
      }),
    ),
    table(
      ecsServices,
      at,
      busy('ecs-tasks').map(role => ({
        id: `arn:aws:ecs:${part}:${account}:service/main/${role.name}`,
        name: role.name,
        part,
        clusterArn: cluster,
        taskRoleArns: [roleArn(role)],
      })),
    ),
  ]
}
