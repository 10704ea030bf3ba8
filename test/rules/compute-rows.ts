import { buildProjects, ecsServices, instanceProfileAssociations, lambdaFunctions } from '../../src/datasets/aws/compute.ts'
import { given } from '../rule-tester.ts'

const part = 'eu-west-1'
const roleArn = (role: string): string => `arn:aws:iam::111111111111:role/${role}`

/** An instance with the profile of this name. */
export const instanceWith = (profile: string, state = 'associated', n = 0) =>
  given(instanceProfileAssociations, {
    id: `iip-assoc-${profile}${n}`,
    name: `i-${profile}${n}`,
    part,
    instanceId: `i-${profile}${n}`,
    profileArn: `arn:aws:iam::111111111111:instance-profile/${profile}`,
    state,
  })

export const functionAs = (role: string) => given(lambdaFunctions, { id: `arn:function:${role}`, name: `f-${role}`, part, roleArn: roleArn(role) })

export const serviceAs = (...roles: readonly string[]) =>
  given(ecsServices, { id: `arn:service:${roles.join()}`, name: `s-${roles.join()}`, part, clusterArn: 'arn:cluster', taskRoleArns: roles.map(roleArn) })

export const projectAs = (role: string) =>
  given(buildProjects, { id: `arn:project:${role}`, name: `p-${role}`, part, sourceType: 'GITHUB', serviceRole: roleArn(role) })
