import { entraUsers } from '../../src/datasets/entra/directory.ts'
import { emergencyAccess } from '../../src/estate/entra/emergency-access.ts'
import { type PrivilegedHolder, privilegedHolders } from '../../src/estate/entra/privileged-holders.ts'
import { emergencyEvidence } from '../../src/estate/entra/role-words.ts'
import { pimPlans } from '../../src/estate/entra/service-plans.ts'
import { entraTenants } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const MOST_NAMES = 100

const isStanding = ({ roles }: PrivilegedHolder): boolean => roles.some(({ ways }) => ways.some(({ state }) => state === 'assigned'))
const isEligible = ({ roles }: PrivilegedHolder): boolean => roles.some(({ ways }) => ways.some(({ state }) => state !== 'assigned'))

export default defineRule({
  id: 'entra-pim-not-used',
  title: 'Privileged roles are activated when needed, through Privileged Identity Management',
  failureTitle: 'Privileged Identity Management is not used',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'privileged-access',
  rationale:
    'Without eligible assignments every administrator is one all the time: a stolen session is the whole of the role, at night and on holidays too. Eligible ones activate it for hours, with MFA, a reason and an approval, and leave a trace. Applications cannot be eligible and do not count; emergency access accounts stay active on purpose. Whoever could activate the membership of a group that holds a role (PIM for Groups) is eligible.',
  remediation: [
    {
      text: 'Without Microsoft Entra ID P2 or Microsoft Entra ID Governance, license the administrators: PIM needs no more licences than there are people who use it.',
    },
    { text: 'In Privileged Identity Management make each administrator eligible for the roles they need, then remove the active assignments.' },
    {
      text: 'Make somebody eligible.',
      command:
        'Connect-MgGraph -Scopes RoleManagement.ReadWrite.Directory; Invoke-MgGraphRequest -Method POST -Uri \'https://graph.microsoft.com/v1.0/roleManagement/directory/roleEligibilityScheduleRequests\' -Body \'{"action":"adminAssign","principalId":"USER_ID","roleDefinitionId":"ROLE_ID","directoryScopeId":"/","justification":"Just in time","scheduleInfo":{"startDateTime":"2026-01-01T00:00:00Z","expiration":{"type":"afterDuration","duration":"P365D"}}}\'',
    },
  ],
  verify: [
    {
      text: 'Eligible assignments are listed.',
      command:
        "Connect-MgGraph -Scopes RoleManagement.Read.Directory; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/roleManagement/directory/roleEligibilityScheduleInstances?$expand=principal,roleDefinition' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'cis-m365@7.0': ['5.3.1'], 'mcsb@2': ['PA-2'], 'nist-800-53@r5': ['AC-2(1)', 'AC-6(2)'] },
  equivalents: { zta: ['21816'], entrafalcon: ['PIM-001'] },
  references: [
    {
      title: 'What is Privileged Identity Management?',
      url: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-configure',
    },
    { title: 'Licences for PIM', url: 'https://learn.microsoft.com/entra/id-governance/licensing-fundamentals' },
  ],
  withoutLicence: {
    plans: pimPlans,
    verdict: 'fail',
    message:
      'The tenant has no Privileged Identity Management, which needs Microsoft Entra ID P2 or ID Governance: every privileged role is held all the time.',
  },
  supersedes: [
    'entra-privileged-role-assigned-outside-pim',
    'entra-pim-activation-without-mfa',
    'entra-pim-activation-without-approval',
    'entra-pim-activation-too-long',
    'entra-pim-permanent-assignment-allowed',
    'entra-pim-activation-without-justification',
    'entra-pim-alerts-not-sent',
  ],
  subjects: entraTenants,
  needs: { privilegedHolders, emergencyAccess, entraUsers },
  check(_tenant, { privilegedHolders, emergencyAccess, entraUsers }) {
    const people = [...privilegedHolders].filter(({ id, kind }) => kind !== 'servicePrincipal' && !emergencyAccess.has(id))
    if (people.some(holder => holder.kind === 'user' && isEligible(holder) && entraUsers.get(holder.id)?.accountEnabled === true)) return pass()
    const hidden = people.filter(holder => holder.kind !== 'user' && isEligible(holder))
    if (hidden.length > 0) return unknown(`Only ${hidden.map(({ name }) => name).join(', ')} could activate a privileged role, and who that is, is not known.`)
    const standing = people.filter(isStanding)
    if (standing.length === 0) return pass()
    const users = standing.filter(({ kind }) => kind === 'user').map(({ name }) => name)
    if (users.length === 0) return unknown(`Only ${standing.map(({ name }) => name).join(', ')} is assigned a privileged role, and who that is, is not known.`)
    return fail(`Nobody is eligible for a privileged role: ${users.length} ${users.length === 1 ? 'user holds one' : 'users hold one'} all the time.`, [
      evidence(
        users.length > MOST_NAMES ? `Standing administrators (the first ${MOST_NAMES} of ${users.length})` : 'Standing administrators',
        users.slice(0, MOST_NAMES),
      ),
      evidence('Eligible administrators', 0),
      ...emergencyEvidence(emergencyAccess),
    ])
  },
})
