import { z } from 'zod'
import { awsApplications } from '../../src/datasets/entra/applications.ts'
import type { ProvisioningJob } from '../../src/datasets/entra/provisioning.ts'
import { jobsOfAwsApplications } from '../../src/estate/entra/aws-provisioning.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

const HOUR = 3_600_000

const faultOf = ({ status, quarantineReason, lastSuccessAt }: ProvisioningJob, now: number, hours: number): string | undefined => {
  if (status === 'Quarantine') return `is in quarantine${quarantineReason === null ? '' : ` (${quarantineReason})`}`
  if (status === 'Paused') return 'is paused'
  if (status !== 'Active') return `has not run (${status})`
  if (lastSuccessAt === null) return 'has never succeeded'
  return now - Date.parse(lastSuccessAt) > hours * HOUR ? `last succeeded at ${lastSuccessAt}` : undefined
}

export default defineRule({
  id: 'entra-aws-provisioning-unhealthy',
  title: 'Provisioning to AWS runs',
  failureTitle: 'Provisioning to AWS does not run',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'federation',
  rationale:
    'Provisioning is what takes people out of IAM Identity Center when they leave or change groups. While its job stands, everybody keeps in AWS what they had on the day it stopped. A job in quarantine tries ever more seldom and is turned off after four weeks; the usual reason is the access token of Identity Center, which lives one year. Medium where Identity Center’s application has no job at all: then somebody keeps the users there by hand, or by a program that is not read. The job that reads roles for single accounts is asked about where there is one, and weighs less: it takes nobody out of anything.',
  remediation: [
    { text: 'Read the provisioning logs of the application: Entra admin center, Enterprise applications, the application, Provisioning.' },
    { text: 'Where the token has ended, generate one in IAM Identity Center, Settings, Automatic provisioning, and enter it under Admin credentials.' },
    {
      text: 'Start the job again.',
      command:
        "Connect-MgGraph -Scopes Synchronization.ReadWrite.All; Invoke-MgGraphRequest -Method POST -Uri 'https://graph.microsoft.com/v1.0/servicePrincipals/OBJECT_ID/synchronization/jobs/JOB_ID/restart' -Body @{ criteria = @{ resetScope = 'QuarantineState' } }",
    },
  ],
  verify: [
    {
      text: 'status.code is Active, and lastSuccessfulExecution is of today.',
      command:
        "Connect-MgGraph -Scopes Synchronization.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/servicePrincipals/OBJECT_ID/synchronization/jobs' -OutputType PSObject).value | Select-Object id, status",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-3', 'IM-1'], 'nist-800-53@r5': ['AC-2(1)', 'AC-2(3)'] },
  equivalents: { zta: ['21886'] },
  references: [
    {
      title: 'Quarantine status of application provisioning',
      url: 'https://learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-quarantine-status',
    },
    { title: 'Automatic provisioning to IAM Identity Center', url: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/provision-automatically.html' },
  ],
  parameters: z.object({ hours: z.number().int().positive().default(24) }),
  subjects: awsApplications,
  needs: { jobsOfAwsApplications },
  where: ({ id, accountEnabled, federatesTo }, { jobsOfAwsApplications }) =>
    accountEnabled && (federatesTo === 'identity-center' || jobsOfAwsApplications.has(id)),
  check(application, { jobsOfAwsApplications }, { now, parameters }) {
    const jobs = jobsOfAwsApplications.get(application.id) ?? []
    const lines = [evidence('Application id', application.appId, application.id)]
    if (jobs.length === 0) return fail(`${application.name} provisions nobody: whoever leaves is taken out of AWS by hand.`, lines, 'medium')
    const faults = jobs.flatMap(job => {
      const fault = faultOf(job, now.getTime(), parameters.hours)
      return fault === undefined ? [] : [{ job, fault }]
    })
    if (faults.length === 0) return pass()
    const words = `Provisioning of ${application.name} ${faults.map(({ fault }) => fault).join(', and ')}.`
    return fail(
      words,
      [...faults.map(({ job, fault }) => evidence(job.id, fault, job.id)), ...lines],
      application.federatesTo === 'iam-saml' ? 'medium' : 'high',
    )
  },
})
