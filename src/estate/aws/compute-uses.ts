import { buildProjects, ecsServices, instanceProfileAssociations, lambdaFunctions } from '../../datasets/aws/compute.ts'
import type { IamRole } from '../../datasets/aws/iam.ts'
import { defineView } from '../needs.ts'

/** Something that runs as a role. */
export interface ComputeUse {
  /** For people, e.g. `EC2 instance i-0123 in eu-west-1`. */
  readonly words: string
  /** The row that says so. */
  readonly row: string
}

/** What runs as the roles of an account. */
export interface ComputeUses {
  of(role: Pick<IamRole, 'arn' | 'instanceProfileArns'>): readonly ComputeUse[]
  /** What runs in a service is not known, and why; undefined: it was read. */
  darkness(service: string): string | undefined
}

/**
 * EC2 instances, Lambda functions, ECS services and CodeBuild projects by the role that they run as. What could not be read is told, and never counts as
 * absent; tasks of ECS that no service keeps running are not known.
 */
export const computeUses = defineView({
  name: 'compute-uses',
  per: 'aws-account',
  needs: { instanceProfileAssociations, lambdaFunctions, ecsServices, buildProjects },
  handlesDark: true,
  build({ instanceProfileAssociations, lambdaFunctions, ecsServices, buildProjects }, _at, missing): ComputeUses {
    const uses = new Map<string, ComputeUse[]>()
    const add = (arn: string, what: string, { id, name, part }: { readonly id: string; readonly name: string; readonly part?: string | undefined }): void => {
      const use = { words: `${what} ${name}${part === undefined ? '' : ` in ${part}`}`, row: id }
      const there = uses.get(arn)
      if (there === undefined) uses.set(arn, [use])
      else there.push(use)
    }
    // One that is being taken off is used no longer.
    for (const one of instanceProfileAssociations) if (!one.state.startsWith('disassociat')) add(one.profileArn, 'EC2 instance', one)
    for (const one of lambdaFunctions) add(one.roleArn, 'Lambda function', one)
    for (const one of ecsServices) for (const arn of one.taskRoleArns) add(arn, 'ECS service', one)
    for (const one of buildProjects) if (one.serviceRole !== undefined) add(one.serviceRole, 'CodeBuild project', one)
    const told = (need: 'instanceProfileAssociations' | 'lambdaFunctions' | 'ecsServices' | 'buildProjects', what: string): string | undefined => {
      const [first, ...others] = missing(need)
      if (first === undefined) return undefined
      const { part, detail } = first
      const more = others.length === 0 ? '' : `, nor could ${others.length} more parts`
      return `${what}${part === undefined ? '' : ` in ${part}`} could not be read (${detail})${more}`
    }
    const dark = new Map([
      ['ec2', told('instanceProfileAssociations', 'EC2 instances')],
      ['lambda', told('lambdaFunctions', 'Lambda functions')],
      ['ecs-tasks', told('ecsServices', 'ECS services')],
      ['codebuild', told('buildProjects', 'CodeBuild projects')],
    ])
    return {
      of: ({ arn, instanceProfileArns }) => [arn, ...instanceProfileArns].flatMap(one => uses.get(one) ?? []),
      darkness: service => (dark.has(service) ? dark.get(service) : `what ${service} runs is not read`),
    }
  },
})
