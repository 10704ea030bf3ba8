import { z } from 'zod'
import { type AccessPackagePolicy, accessPackagePolicies } from '../../src/datasets/entra/entitlements.ts'
import { daysOf } from '../../src/estate/entra/durations.ts'
import { pimPlans } from '../../src/estate/entra/service-plans.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const DAY = 86_400_000

/** Nobody asks for these: administrators assign them directly. */
const NOT_ASKED_FOR = 'notSpecified'
/** https://learn.microsoft.com/graph/api/resources/accesspackageassignmentpolicy#properties */
const INSIDE = new Set([
  NOT_ASKED_FOR,
  'specificDirectoryUsers',
  'specificDirectoryServicePrincipals',
  'allMemberUsers',
  'allDirectoryUsers',
  'allDirectoryServicePrincipals',
])
const OUTSIDE = new Set(['specificConnectedOrganizationUsers', 'allConfiguredConnectedOrganizationUsers', 'allExternalUsers'])

/** Days until it ends; undefined: not told, or not understood. */
const endOf = ({ expirationType, duration, endAt }: AccessPackagePolicy, now: Date): number | 'never' | undefined => {
  if (expirationType === 'noExpiration' || expirationType === 'notSpecified') return 'never'
  if (expirationType === 'afterDateTime' && endAt !== undefined) return Math.ceil((Date.parse(endAt) - now.getTime()) / DAY)
  return expirationType === 'afterDuration' && duration !== null ? daysOf(duration) : undefined
}

export default defineRule({
  id: 'entra-access-package-weak',
  title: 'Access packages are approved, and end or are reviewed',
  failureTitle: 'Access package without approval or end',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'access-governance',
  rationale:
    'An access package hands out groups, applications and sites to whoever asks. Without approval anybody whom its policy names gets them; without an end or a review they keep them for ever. People from outside should be approved, and their access should end: nobody tells you when they leave their own organization. Policies by which Entra itself gives and takes access as an attribute changes are left out; of those by which only administrators assign, or that take no new requests, the end alone is asked for.',
  remediation: [
    { text: 'Entra admin center, ID Governance, Access packages, the package, its policy: require approval, by somebody who knows what the access is for.' },
    { text: 'Let assignments expire, within a year at most, with an extension that is approved again; or require access reviews at least every quarter.' },
  ],
  verify: [
    {
      text: 'The policy requires approval and has an end or reviews.',
      command:
        "Connect-MgGraph -Scopes EntitlementManagement.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/identityGovernance/entitlementManagement/assignmentPolicies').value | ConvertTo-Json -Depth 8",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-3', 'PA-4'], 'nist-800-53@r5': ['AC-2', 'AC-3'] },
  equivalents: { zta: ['21878', '21879', '21929'] },
  references: [
    {
      title: 'Change approval settings of an access package',
      url: 'https://learn.microsoft.com/entra/id-governance/entitlement-management-access-package-approval-policy',
    },
    { title: 'Change lifecycle settings', url: 'https://learn.microsoft.com/entra/id-governance/entitlement-management-access-package-lifecycle-policy' },
    { title: 'accessPackageAssignmentPolicy', url: 'https://learn.microsoft.com/graph/api/resources/accesspackageassignmentpolicy' },
  ],
  parameters: z.object({
    /** Days after which an assignment that is not reviewed must have ended. */
    days: z.number().int().positive().default(365),
  }),
  withoutLicence: {
    plans: pimPlans,
    verdict: 'not-applicable',
    message: 'Access packages need Microsoft Entra ID P2 or ID Governance.',
  },
  subjects: accessPackagePolicies,
  needs: {},
  where: ({ isAutomatic }) => !isAutomatic,
  check(policy, _facts, { now, parameters: { days } }) {
    const { id, name, packageName, allowedTargetScope, isRequestable, isApprovalRequired, isReviewed, expirationType, duration } = policy
    const end = endOf(policy, now)
    const isLong = end === 'never' || (typeof end === 'number' && end > days)
    const isFromOutside = OUTSIDE.has(allowedTargetScope ?? '')
    const faults = [
      ...(allowedTargetScope !== NOT_ASKED_FOR && isRequestable !== false && !isApprovalRequired ? ['nobody approves it'] : []),
      ...(isLong && isFromOutside ? [`people from outside keep it for ${end === 'never' ? 'ever' : `${end} days`}`] : []),
      ...(isLong && !isFromOutside && !isReviewed ? [`it ${end === 'never' ? 'never ends' : `ends after ${end} days`} and is not reviewed`] : []),
    ]
    const of = packageName === null ? `access package policy ${name}` : `access package ${packageName}, by policy ${name}`
    if (faults.length > 0)
      return fail(`Of ${of}, ${faults.join(', and ')}.`, [
        evidence('Who may have it', allowedTargetScope ?? 'not told', id),
        evidence('Approval', isApprovalRequired, id),
        evidence('End', duration ?? expirationType ?? 'not told', id),
        evidence('Reviewed', isReviewed, id),
      ])
    const isPerhapsFromOutside = !INSIDE.has(allowedTargetScope ?? '')
    if (end === undefined && (isPerhapsFromOutside || !isReviewed))
      return unknown(`Whether access by ${of} ends could not be understood (${expirationType ?? 'not told'}).`)
    if (isLong && isPerhapsFromOutside)
      return unknown(`Whether ${of} gives lasting access to people from outside could not be understood (${allowedTargetScope ?? 'not told'}).`)
    return pass()
  },
})
