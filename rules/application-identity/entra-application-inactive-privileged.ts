import { z } from 'zod'
import { applicationSignInActivities } from '../../src/datasets/entra/application-use.ts'
import { daysInWords, daysSince } from '../../src/estate/entra/ages.ts'
import { powersOf } from '../../src/estate/entra/privileged-applications.ts'
import { privilegedServicePrincipals, whyUnread } from '../../src/estate/entra/privileged-service-principals.ts'
import { registrationAges } from '../../src/estate/entra/registration-ages.ts'
import { premiumPlans } from '../../src/estate/entra/service-plans.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-application-inactive-privileged',
  title: 'Applications that nobody uses do not lead to the whole tenant',
  failureTitle: 'Unused application that leads to the whole tenant',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'application-identity',
  rationale:
    'An application that is no longer used keeps its permissions and its credentials, and nobody would notice who else uses them. Asked are enabled applications, not Microsoft’s own and not managed identities, with an application permission or a directory role that leads to the whole tenant. When they were last used, as a client or as a resource, comes from a report that is in preview (beta) and kept with Microsoft Entra ID P1; one that is not in it was never used as far as is known, unless it was registered lately; of one that was registered in another tenant nobody tells since when it is here.',
  remediation: [
    {
      text: 'Ask its owners. Take the permissions and roles away, or disable the application for a month first.',
      command: 'az ad sp update --id OBJECT_ID --set accountEnabled=false',
    },
    { text: 'Then remove it with its credentials.' },
    { text: 'Another threshold: parameters, entra-application-inactive-privileged, days.' },
  ],
  verify: [
    {
      text: 'lastSignInActivity is recent.',
      command:
        "Connect-MgGraph -Scopes AuditLog.Read.All; Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/beta/reports/servicePrincipalSignInActivities'",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-3', 'PA-7'], 'nist-800-53@r5': ['AC-2(3)', 'AC-6(7)'] },
  equivalents: { zta: ['21770', '21771'], entrafalcon: ['ENT-001'] },
  references: [
    {
      title: 'Recommendation: remove unused applications',
      url: 'https://learn.microsoft.com/entra/identity/monitoring-health/recommendation-remove-unused-apps',
    },
    { title: 'servicePrincipalSignInActivity', url: 'https://learn.microsoft.com/graph/api/resources/serviceprincipalsigninactivity' },
  ],
  parameters: z.object({
    /** Days without use that are too many. */
    days: z.number().int().positive().default(90),
  }),
  withoutLicence: {
    plans: premiumPlans,
    verdict: 'not-applicable',
    message: 'When applications were last used is told only in tenants with Microsoft Entra ID P1.',
  },
  subjects: privilegedServicePrincipals,
  needs: { applicationSignInActivities, registrationAges },
  where: program => program.kind === 'unread-group' || (program.kind === 'application' && program.accountEnabled && !program.isMicrosofts),
  check(program, { applicationSignInActivities, registrationAges }, { now, parameters: { days } }) {
    if (program.kind === 'unread-group') return unknown(whyUnread(program))
    const last = applicationSignInActivities.get(program.appId)?.lastSignInAt ?? null
    const age = registrationAges.get(program.appId.toLowerCase())
    if (last === null && age === undefined)
      return unknown(`No use of ${program.name} is known, and it was registered elsewhere: since when it is here is not told.`)
    const since = last ?? age ?? null
    const idle = since === null ? Number.POSITIVE_INFINITY : daysSince(since, now)
    if (idle <= days) return pass()
    return fail(
      last === null
        ? `${program.name} leads to the whole tenant, and no use of it is known.`
        : `${program.name} leads to the whole tenant, and has not been used for ${daysInWords(idle)}.`,
      [
        evidence('Last used', last ?? 'never, as far as is known'),
        evidence('Leads to the tenant by', powersOf(program), program.id),
        evidence('Application id', program.appId),
      ],
    )
  },
})
