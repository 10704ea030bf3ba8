import { rankOf } from '../../src/analysis/conditional-access/assurance.ts'
import { escalatingOwners } from '../../src/estate/entra/escalating-owners.ts'
import { powersOf } from '../../src/estate/entra/privileged-applications.ts'
import { tierZeroRoles, whyUnread } from '../../src/estate/entra/privileged-service-principals.ts'
import { enoughFor } from '../../src/estate/identity-graph/way-words.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const kinds = { application: 'the registration of', servicePrincipal: 'the enterprise application' }

export default defineRule({
  id: 'entra-application-owner-escalates',
  title: 'Whoever owns an application that leads to the whole tenant is protected as an administrator is',
  failureTitle: 'Weakly protected owner of a privileged application',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'application-identity',
  rationale:
    'An owner adds a credential to the application and acts as it, with every permission and role that it holds, and no role assignment tells so. Who owns one that leads to the whole tenant is its administrator, and where Conditional Access lets them in with less than administrators prove, the way to the tenant begins with a stolen password. Asked about is each enabled user who owns such an application, its registration or its enterprise application, and who does not hold a role that leads to the whole tenant, or could activate one: of those Conditional Access for administrators is asked. The weakest sign-in to Microsoft Graph decides. Medium where MFA is required and can be phished. Where the owner is a guest this finding is part of that one.',
  remediation: [
    {
      text: 'Take the ownership from everyday accounts; give it to accounts for administration, or to nobody.',
      command: 'az ad app owner remove --id APPLICATION_ID --owner-object-id USER_ID',
    },
    { text: 'Or require the phishing-resistant authentication strength of the owners for all resources, by Conditional Access.' },
    { text: 'Or take from the application the permissions and roles that it need not have.' },
  ],
  verify: [{ text: 'No everyday account is listed.', command: 'az ad app owner list --id APPLICATION_ID' }],
  frameworks: { 'mcsb@2': ['PA-1', 'PA-7', 'IM-6'], 'nist-800-53@r5': ['AC-6', 'IA-2(1)'] },
  equivalents: {},
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
  subjects: escalatingOwners,
  needs: { tierZeroRoles },
  check(subject, { tierZeroRoles }) {
    if (subject.kind === 'unread-group') return unknown(whyUnread(subject))
    const { name, owned, ownedId, ownerId, ownerName, program, isAdministrator, demand } = subject
    if (isAdministrator) return pass()
    if (demand === undefined) return unknown(`Who ${ownerName} is, who owns ${kinds[owned]} ${name}, is not known.`)
    const { sure, perhaps } = demand
    const [unread] = tierZeroRoles.unreadGroups
    if (rankOf(sure) < rankOf('phishing-resistant')) {
      if (unread !== undefined)
        return unknown(`Whether ${ownerName}, who owns ${kinds[owned]} ${name}, is an administrator is not known: the members of group ${unread.name} are not.`)
      return fail(
        `${ownerName} owns ${kinds[owned]} ${name}, which leads to the whole tenant, and signs in with ${enoughFor[sure]}.`,
        [
          evidence('Owner', ownerName, ownerId),
          evidence('Application', name, ownedId),
          evidence('Leads to the tenant by', powersOf(program), program.id),
          evidence('Enough to sign in', enoughFor[sure]),
        ],
        rankOf(sure) < rankOf('mfa') ? undefined : 'medium',
      )
    }
    if (perhaps !== undefined && rankOf(perhaps.demand) < rankOf('phishing-resistant'))
      return unknown(`Whether ${ownerName}, who owns ${kinds[owned]} ${name}, signs in with ${enoughFor[perhaps.demand]}: ${perhaps.open}.`)
    return pass()
  },
})
