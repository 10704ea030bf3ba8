import { z } from 'zod'
import { entraUsers } from '../../src/datasets/entra/directory.ts'
import { emergencyAccess } from '../../src/estate/entra/emergency-access.ts'
import { privilegedHolders } from '../../src/estate/entra/privileged-holders.ts'
import { emergencyEvidence } from '../../src/estate/entra/role-words.ts'
import { entraTenants } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const MOST_NAMES = 100
/** One administrator alone is locked out with one lost key. */
const ALWAYS = 2

export default defineRule({
  id: 'entra-too-many-privileged',
  title: 'Few people hold privileged roles',
  failureTitle: 'Too many people with privileged roles',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'privileged-access',
  rationale:
    'Each account with a privileged role is one more to be stolen, reviewed and watched. Counted are users who hold one or could activate one, through groups and PIM for Groups too; declared emergency access does not count. A few in a small organization are many of a hundred, so that either threshold is enough: a number, as long as it is not most of the people there are, or a share of the enabled users, which ends where no share makes it few.',
  remediation: [
    { text: 'Find roles that nobody used for months, and remove them; replace broad roles by narrow ones, limited to administrative units.' },
    { text: 'Other thresholds: parameters, entra-too-many-privileged, users, percent and most.' },
  ],
  verify: [
    {
      text: 'Count who is assigned a privileged role, active or eligible.',
      command:
        "Connect-MgGraph -Scopes RoleManagement.Read.Directory; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/roleManagement/directory/roleAssignments?$expand=principal' -OutputType PSObject).value | Select-Object -ExpandProperty principalId -Unique | Measure-Object",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-1'], 'nist-800-53@r5': ['AC-6(5)'] },
  equivalents: {},
  references: [
    {
      title: 'Best practices: limit the number of privileged role assignments',
      url: 'https://learn.microsoft.com/entra/identity/role-based-access-control/best-practices#6-limit-the-number-of-privileged-role-assignments-to-less-than-10',
    },
  ],
  parameters: z.object({
    /** So many users are never too many, but for more than half of the enabled ones. */
    users: z.number().int().positive().default(20),
    /** Percent of the enabled users that are never too many. */
    percent: z.number().positive().max(100).default(5),
    /** The share allows so many at most, however large the tenant. */
    most: z.number().int().positive().default(200),
  }),
  subjects: entraTenants,
  needs: { privilegedHolders, entraUsers, emergencyAccess },
  check(_tenant, { privilegedHolders, entraUsers, emergencyAccess }, { parameters }) {
    const counted = [...privilegedHolders].filter(({ id, kind }) => kind === 'user' && !emergencyAccess.has(id))
    const enabled = [...entraUsers].filter(({ accountEnabled }) => accountEnabled).length
    const half = Math.max(ALWAYS, Math.ceil(enabled / 2))
    const share = Math.min(parameters.most, Math.floor((enabled * parameters.percent) / 100))
    const most = Math.max(Math.min(parameters.users, half), share)
    if (counted.length > most)
      return fail(`${counted.length} users hold or could activate a privileged role; at most ${most} should.`, [
        evidence(
          counted.length > MOST_NAMES ? `Users (the first ${MOST_NAMES})` : 'Users',
          counted.slice(0, MOST_NAMES).map(({ name }) => name),
        ),
        evidence('Enabled users in the tenant', enabled),
        ...emergencyEvidence(emergencyAccess),
      ])
    const hidden = [...privilegedHolders].filter(({ kind }) => kind === 'group' || kind === 'unknown').map(({ name }) => name)
    if (hidden.length > 0) return unknown(`How many hold privileged roles is not known: who ${hidden.slice(0, 5).join(', ')} is, could not be read.`)
    return pass()
  },
})
