import { relationOf, signsInElsewhere } from '../../src/analysis/conditional-access/people.ts'
import { applicationOwners } from '../../src/datasets/entra/app-registrations.ts'
import { entraUsers } from '../../src/datasets/entra/directory.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const kinds = { application: 'the registration of', servicePrincipal: 'the enterprise application' }

export default defineRule({
  id: 'entra-guest-owns-application',
  title: 'No guest owns an application',
  failureTitle: 'Guest owns an application',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'external-access',
  rationale:
    'An owner adds credentials to the application and so becomes it, with all that it may do; the owner of an enterprise application changes whom it signs in and by which certificate, which for one that leads to AWS is AWS. A guest signs in with an account that another organization looks after, or nobody. Disabled accounts can do nothing until they are enabled again, and are not asked about.',
  remediation: [
    {
      text: 'Name an owner from the organization first, then take the guest away.',
      command: 'az ad app owner remove --id APPLICATION_ID --owner-object-id USER_ID',
    },
    { text: 'Of an enterprise application: Enterprise applications > the application > Owners.' },
  ],
  verify: [{ text: 'No guest is listed.', command: 'az ad app owner list --id APPLICATION_ID' }],
  frameworks: { 'mcsb@2': ['PA-3', 'PA-7'], 'nist-800-53@r5': ['AC-2', 'AC-6', 'IA-8'] },
  equivalents: { zta: ['21868'] },
  references: [
    {
      title: 'Default user permissions: owners of applications',
      url: 'https://learn.microsoft.com/entra/fundamentals/users-default-permissions#object-ownership',
    },
    {
      title: 'Security best practices for application properties: ownership',
      url: 'https://learn.microsoft.com/entra/identity-platform/security-best-practices-for-app-registration#app-ownership-configuration',
    },
  ],
  supersedes: ['entra-application-owner-escalates'],
  subjects: applicationOwners,
  needs: { entraUsers },
  where: ({ ownerType, ownerId }, { entraUsers }) => ownerType === 'user' && entraUsers.get(ownerId)?.accountEnabled !== false,
  check({ name, owned, ownedId, ownerId }, { entraUsers }) {
    const user = entraUsers.get(ownerId)
    if (user === undefined) return unknown(`Who ${ownerId} is, who owns ${name}, is not known.`)
    const relation = relationOf(user)
    if (relation === 'member') return pass()
    const who = signsInElsewhere(relation) ? 'who signs in elsewhere' : 'a guest'
    return fail(`${user.name}, ${who}, owns ${kinds[owned]} ${name}.`, [
      evidence('Owner', user.name, user.id),
      evidence('User type', user.userType ?? 'not set'),
      evidence('Application', name, ownedId),
    ])
  },
})
