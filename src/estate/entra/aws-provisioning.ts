import { awsApplicationAssignments } from '../../datasets/entra/applications.ts'
import { type ProvisioningJob, provisioningJobs } from '../../datasets/entra/provisioning.ts'
import { defineView } from '../needs.ts'

/** Provisioning jobs by the object id of the AWS application they are for. */
export const jobsOfAwsApplications = defineView({
  name: 'entra-jobs-of-aws-applications',
  per: 'entra-tenant',
  needs: { provisioningJobs },
  build: ({ provisioningJobs }): ReadonlyMap<string, readonly ProvisioningJob[]> => Map.groupBy(provisioningJobs, ({ partOf }) => partOf),
})

/** Assignments of users, not of groups, by the object id of the AWS application. */
export const usersAssignedToAws = defineView({
  name: 'entra-users-assigned-to-aws',
  per: 'entra-tenant',
  needs: { awsApplicationAssignments },
  build: ({ awsApplicationAssignments }) =>
    Map.groupBy(
      [...awsApplicationAssignments].filter(({ principalType }) => principalType.toLowerCase() === 'user'),
      ({ resourceId }) => resourceId,
    ),
})
