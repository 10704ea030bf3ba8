import { z } from 'zod'
import { trustedServices } from '../../src/datasets/aws/organization.ts'
import { declaredInOrganization } from '../../src/estate/aws/declared-in-organization.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

/** Services that are there to govern, watch and share an organization. */
const EXPECTED = [
  'access-analyzer.amazonaws.com',
  'account.amazonaws.com',
  'backup.amazonaws.com',
  'cloudtrail.amazonaws.com',
  'config-multiaccountsetup.amazonaws.com',
  'config.amazonaws.com',
  'controltower.amazonaws.com',
  'detective.amazonaws.com',
  'fms.amazonaws.com',
  'guardduty.amazonaws.com',
  'health.amazonaws.com',
  'iam.amazonaws.com',
  'inspector2.amazonaws.com',
  'macie.amazonaws.com',
  'malware-protection.guardduty.amazonaws.com',
  'member.org.stacksets.cloudformation.amazonaws.com',
  'ram.amazonaws.com',
  'securityhub.amazonaws.com',
  'securitylake.amazonaws.com',
  'servicequotas.amazonaws.com',
  'sso.amazonaws.com',
  'tagpolicies.tag.amazonaws.com',
]

export default defineRule({
  id: 'aws-trusted-access-unexpected',
  title: 'Services with trusted access to the organization are expected ones',
  failureTitle: 'Service with trusted access that is not declared',
  cloud: 'aws',
  severity: 'info',
  recommendation: 'organization-guardrails',
  rationale:
    'A service with trusted access makes a role of its own in every account and works there on behalf of whoever administers it. Shown are the services that are neither usual for governing an organization nor declared, kind principal, by their service principal. Whether each is used is not read.',
  remediation: [
    {
      text: 'Turn off what nobody uses, in the console of the service first, so that it cleans up after itself.',
      command: 'aws organizations disable-aws-service-access --service-principal SERVICE_PRINCIPAL',
    },
    { text: 'Declare the rest in the configuration: kind principal, the service principal, and the reason.' },
  ],
  verify: [{ text: 'Every service listed is known to you.', command: 'aws organizations list-aws-service-access-for-organization' }],
  frameworks: { 'nist-800-53@r5': ['AC-6', 'CM-7'] },
  equivalents: {},
  references: [
    {
      title: 'Using AWS Organizations with other AWS services',
      url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_services.html',
    },
  ],
  subjects: trustedServices,
  needs: { declaredInOrganization },
  parameters: z.object({ expected: z.array(z.string()).default(EXPECTED) }),
  check({ id, enabledAt }, { declaredInOrganization }, { parameters: { expected } }) {
    if (expected.includes(id) || declaredInOrganization('principal', id) !== undefined) return pass()
    return fail(`${id} has trusted access to the organization.`, [evidence('Since', enabledAt ?? 'not said', id)])
  },
})
