import {
  BatchGetProjectsCommand,
  CodeBuildClient,
  ListProjectsCommand,
  type Project,
  type PullRequestBuildPolicy,
  type Webhook,
} from '@aws-sdk/client-codebuild'
import { type BuildProject, buildProjects } from '../../datasets/aws/compute.ts'
import { CollectError, defineCollector } from '../collector.ts'
import { listOf, objectOf, textOf, textsOf } from './answers.ts'
import { pagesOf } from './pages.ts'
import { inEachRegion } from './regions.ts'
import { rowsOf } from './rows.ts'
import type { AwsSession } from './session.ts'

/** https://docs.aws.amazon.com/codebuild/latest/APIReference/API_BatchGetProjects.html */
const AT_ONCE = 100

const approvalOf = ({ requiresCommentApproval, approverRoles }: PullRequestBuildPolicy) => ({
  approval: textOf(requiresCommentApproval, 'requiresCommentApproval'),
  ...(approverRoles === undefined ? {} : { approverRoles: textsOf(approverRoles, 'approverRoles') }),
})

const webhookOf = ({ filterGroups, branchFilter, pullRequestBuildPolicy }: Webhook): NonNullable<BuildProject['webhook']> => ({
  // Left out where there are none; an old filter by branch stands for one group.
  filterGroups:
    filterGroups === undefined
      ? branchFilter === undefined
        ? []
        : [[{ type: 'HEAD_REF', pattern: textOf(branchFilter, 'branchFilter'), isExclusion: false }]]
      : listOf(filterGroups, 'filterGroups').map(group =>
          listOf(group, 'filterGroups').map(({ type, pattern, excludeMatchedPattern }) => ({
            type: textOf(type, 'type of a filter'),
            pattern: textOf(pattern, 'pattern of a filter'),
            isExclusion: excludeMatchedPattern === true,
          })),
        ),
  ...(pullRequestBuildPolicy === undefined ? {} : approvalOf(objectOf(pullRequestBuildPolicy, 'pullRequestBuildPolicy'))),
})

const projectOf = (scope: string, part: string, project: Project): BuildProject => ({
  id: textOf(project.arn, 'arn'),
  scope,
  part,
  name: textOf(project.name, 'name'),
  sourceType: textOf(objectOf(project.source, 'source').type, 'type of the source'),
  ...(project.serviceRole === undefined ? {} : { serviceRole: textOf(project.serviceRole, 'serviceRole') }),
  ...(project.webhook === undefined ? {} : { webhook: webhookOf(objectOf(project.webhook, 'webhook')) }),
})

/** Build projects with what starts them, and nothing of their environment; nothing more is asked where there are none. */
export const projectsOfCodeBuild = defineCollector<AwsSession>({
  name: 'aws-build-projects',
  gives: [buildProjects],
  async *collect(session, at) {
    yield* inEachRegion(session, [buildProjects], async function* (region) {
      const codeBuild = session.client(CodeBuildClient, region)
      const names: string[] = []
      for await (const page of pagesOf(session, 'ListProjects', nextToken => codeBuild.send(new ListProjectsCommand({ nextToken }))))
        names.push(...textsOf(page.projects, 'ListProjects: projects'))
      for (let from = 0; from < names.length; from += AT_ONCE) {
        const asked = names.slice(from, from + AT_ONCE)
        const { projects, projectsNotFound } = await codeBuild.send(new BatchGetProjectsCommand({ names: asked }))
        const found = listOf(projects, 'BatchGetProjects: projects')
        // Those that went in the meantime are named; any other that is missing was lost.
        const gone = projectsNotFound === undefined ? 0 : textsOf(projectsNotFound, 'BatchGetProjects: projectsNotFound').length
        if (found.length + gone < asked.length) throw new CollectError('invalid', 'BatchGetProjects: answers for fewer projects than it was asked about')
        yield* rowsOf(
          buildProjects,
          found,
          project => project.name,
          project => projectOf(at.id, region, project),
        )
      }
    })
  },
})
