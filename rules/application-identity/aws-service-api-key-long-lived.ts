import { z } from 'zod'
import { serviceApiKeys } from '../../src/estate/aws/service-api-keys.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

const DAY = 86_400_000

export default defineRule({
  id: 'aws-service-api-key-long-lived',
  title: 'API keys for a single AWS service expire soon',
  failureTitle: 'Long-lived service API key',
  cloud: 'aws',
  severity: 'high',
  recommendation: 'application-identity',
  rationale:
    'A long-term API key, as of Amazon Bedrock or CloudWatch, is a bearer token: who has the text has the rights, from anywhere, without a signature or MFA, and such keys are pasted into tools and notebooks. It must expire within the limit from the day it was made. Names and passwords for CodeCommit and Keyspaces are another question.',
  remediation: [
    { text: 'Use temporary credentials of a role, or a short-term API key, which ends with its session.' },
    {
      text: 'Delete the key.',
      command: 'aws iam delete-service-specific-credential --user-name USER --service-specific-credential-id ID',
    },
    {
      text: 'Where one is needed, make it with an end; a service control policy with iam:ServiceSpecificCredentialAgeDays keeps others from being made.',
      command: 'aws iam create-service-specific-credential --user-name USER --service-name SERVICE --credential-age-days 30',
    },
  ],
  verify: [{ text: 'No active key lives longer.', command: 'aws iam list-service-specific-credentials --all-users' }],
  frameworks: { 'nist-800-53@r5': ['IA-5', 'AC-6'], 'mcsb@2': ['IM-3', 'IM-8'] },
  equivalents: { prowler: ['bedrock_api_key_no_long_term_credentials'] },
  references: [
    { title: 'API keys for Amazon Bedrock', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_bedrock.html' },
    {
      title: 'CreateServiceSpecificCredential',
      url: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceSpecificCredential.html',
    },
  ],
  parameters: z.object({
    /** Days from its making after which a key must have ended. */
    days: z.number().int().positive().default(90),
  }),
  supersedes: ['aws-legacy-credential-in-use'],
  subjects: serviceApiKeys,
  needs: {},
  where: ({ active }) => active,
  check({ id, userName, service, createdAt, expiresAt }, _, { now, parameters: { days } }) {
    // It has ended already, whatever its status says.
    if (expiresAt !== undefined && Date.parse(expiresAt) <= now.getTime()) return pass()
    const life = expiresAt === undefined ? undefined : (Date.parse(expiresAt) - Date.parse(createdAt)) / DAY
    if (life !== undefined && life <= days) return pass()
    return fail(
      life === undefined
        ? `The API key of ${userName} for ${service} never expires.`
        : `The API key of ${userName} for ${service} lives ${Math.round(life)} days, where ${days} are allowed.`,
      [evidence('Created', createdAt, id), evidence('Expires', expiresAt ?? 'never', id)],
    )
  },
})
