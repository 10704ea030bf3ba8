import { delegatedAdministrators, trustedServices } from '../../src/datasets/aws/organization.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

/** Services of security and identity that an account other than the management account can administer: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_services_list.html */
const DELEGABLE: ReadonlyMap<string, string> = new Map([
  ['access-analyzer.amazonaws.com', 'IAM Access Analyzer'],
  ['cloudtrail.amazonaws.com', 'CloudTrail'],
  ['config.amazonaws.com', 'Config'],
  ['detective.amazonaws.com', 'Detective'],
  ['fms.amazonaws.com', 'Firewall Manager'],
  ['guardduty.amazonaws.com', 'GuardDuty'],
  ['iam.amazonaws.com', 'central root access'],
  ['inspector2.amazonaws.com', 'Inspector'],
  ['macie.amazonaws.com', 'Macie'],
  ['securityhub.amazonaws.com', 'Security Hub'],
  ['securitylake.amazonaws.com', 'Security Lake'],
  ['sso.amazonaws.com', 'IAM Identity Center'],
])

export default defineRule({
  id: 'aws-delegated-administrator-missing',
  title: 'Security services are administered from an account other than the management account',
  failureTitle: 'Security service without a delegated administrator',
  cloud: 'aws',
  severity: 'low',
  recommendation: 'organization-guardrails',
  rationale:
    'Who runs a security service needs no more than that service. Without a delegated administrator the daily work is done in the management account, which no policy binds and whose administrators own every other account. Asked of the services with trusted access that can be delegated; a delegated account that is suspended does not count.',
  remediation: [
    {
      text: 'Choose the account of the security team, and delegate the service to it. GuardDuty, Security Hub, Detective, Macie and Inspector are delegated in the service itself, in each Region.',
      command: 'aws organizations register-delegated-administrator --account-id ACCOUNT_ID --service-principal SERVICE_PRINCIPAL',
    },
    { text: 'Then take the rights for daily work in the management account away.' },
  ],
  verify: [
    {
      text: 'An account is listed for the service.',
      command: 'aws organizations list-delegated-administrators --service-principal SERVICE_PRINCIPAL',
    },
  ],
  frameworks: { 'cis-aws@7.0': ['2.1.6'], 'nist-800-53@r5': ['AC-5', 'AC-6'], 'mcsb@2': ['PA-7'] },
  equivalents: {},
  references: [
    {
      title: 'Services that you can use with AWS Organizations',
      url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_services_list.html',
    },
    {
      title: 'Delegated administrator for AWS services',
      url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_delegated_admin.html',
    },
  ],
  subjects: trustedServices,
  needs: { delegatedAdministrators },
  where: ({ id }) => DELEGABLE.has(id),
  check({ id }, { delegatedAdministrators }) {
    const holders = [...delegatedAdministrators].filter(({ services }) => services.includes(id))
    if (holders.some(({ status }) => status === 'ACTIVE')) return pass()
    const unsaid = holders.find(({ status }) => status === undefined)
    if (unsaid !== undefined) return unknown(`${DELEGABLE.get(id) ?? id} is delegated to account ${unsaid.id}, and whether that is in use was not said.`)
    const [unable] = holders
    const but = unable === undefined ? '' : `; account ${unable.id}, to which it was delegated, is ${unable.status}`
    return fail(`No account but the management account administers ${DELEGABLE.get(id) ?? id}${but}.`, [
      evidence('Service', id, id),
      evidence(
        'Delegated to',
        holders.map(holder => holder.id),
      ),
    ])
  },
})
