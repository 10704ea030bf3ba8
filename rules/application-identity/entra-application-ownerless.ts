import { z } from 'zod'
import { entraUsers } from '../../src/datasets/entra/directory.ts'
import { ownersByApplication } from '../../src/estate/entra/owners-by-application.ts'
import { powersOf, privilegedApplications, privilegedRegistrations } from '../../src/estate/entra/privileged-applications.ts'
import { whyUnread } from '../../src/estate/entra/privileged-service-principals.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-application-ownerless',
  title: 'Applications that lead to the whole tenant have two owners',
  failureTitle: 'Privileged application without enough owners',
  cloud: 'entra',
  severity: 'low',
  recommendation: 'application-identity',
  rationale:
    'An owner is who is asked whether the application is still needed, renews its credentials and is told when Microsoft finds it abused. Without one it keeps its permissions for ever; with a single one until that person leaves. Owners whose account is disabled are none. Whether owners are themselves protected well enough for what the application may do is another rule’s question: an owner can add a credential and act as the application.',
  remediation: [
    {
      text: 'Name two owners who administer the application, from the accounts of administrators, not from everyday ones.',
      command: 'az ad app owner add --id APPLICATION_ID --owner-object-id USER_ID',
    },
    { text: 'Or take the permissions and roles away that nobody wants to answer for.' },
    { text: 'Another threshold: parameters, entra-application-ownerless, owners.' },
  ],
  verify: [{ text: 'Enough owners are listed.', command: 'az ad app owner list --id APPLICATION_ID' }],
  frameworks: { 'mcsb@2': ['AM-3', 'PA-3'], 'nist-800-53@r5': ['AC-2', 'CM-8(4)'] },
  equivalents: { zta: ['21867', '24518'] },
  references: [
    {
      title: 'Security best practices for application properties: ownership',
      url: 'https://learn.microsoft.com/entra/identity-platform/security-best-practices-for-app-registration#app-ownership-configuration',
    },
    { title: 'List owners of an application', url: 'https://learn.microsoft.com/graph/api/application-list-owners' },
  ],
  parameters: z.object({
    /** Owners that are enough. */
    owners: z.number().int().positive().default(2),
  }),
  subjects: privilegedRegistrations,
  // What the subjects rest on beside the registrations: where it is missing, not even those that were seen are right.
  needs: { privilegedApplications, ownersByApplication, entraUsers },
  check(application, { ownersByApplication, entraUsers }, { parameters: { owners: enough } }) {
    if (application.kind === 'unread-group') return unknown(whyUnread(application))
    const owners = (ownersByApplication.get(application.id) ?? []).filter(({ ownerId }) => entraUsers.get(ownerId)?.accountEnabled !== false)
    if (owners.length >= enough) return pass()
    return fail(
      owners.length === 0
        ? `${application.name} leads to the whole tenant, and nobody owns it.`
        : `${application.name} leads to the whole tenant, and has ${owners.length === 1 ? 'a single owner' : `${owners.length} owners`}.`,
      [
        evidence('Owners', owners.length, application.id),
        evidence('Application id', application.appId),
        evidence('Leads to the tenant by', powersOf(application.program), application.program.id),
      ],
    )
  },
})
