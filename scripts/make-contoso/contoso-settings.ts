import { contosoUsers, emergency } from './contoso-users.ts'
import { daysAhead, minutesAgo } from './dates.ts'
import { roleId } from './entra-roles.ts'
import { governanceTables } from './governance.ts'
import { guid, hexId } from './ids.ts'
import { tenants } from './organization-facts.ts'
import type { Table } from './tables.ts'
import { managedDomain, settingTables } from './tenant-settings.ts'

const { domain, initial } = tenants.contoso

/** How Contoso’s tenant is set, with an old AD FS of the trading desk: closed where a consultant looked once, and as it was delivered elsewhere. */
export const contosoSettings = (): Table[] => [
  ...settingTables('contoso', {
    authorization: { allowInvitesFrom: 'adminsGuestInvitersAndAllMembers' },
    permissions: {
      allowedToCreateApps: false,
      permissionGrantPoliciesAssigned: [
        'ManagePermissionGrantsForSelf.microsoft-user-default-legacy',
        'ManagePermissionGrantsForOwnedResource.microsoft-dynamically-managed-permissions-for-team',
      ],
    },
    settings: [
      {
        id: guid('setting contoso passwords'),
        name: 'Password Rule Settings',
        templateId: '5cf42378-d67d-4f36-ba46-e8b86229381d',
        values: [
          { name: 'BannedPasswordCheckOnPremisesMode', value: 'Audit' },
          { name: 'EnableBannedPasswordCheckOnPremises', value: 'True' },
          { name: 'EnableBannedPasswordCheck', value: 'True' },
          { name: 'LockoutDurationInSeconds', value: '60' },
          { name: 'LockoutThreshold', value: '10' },
          { name: 'BannedPasswordCount', value: '14' },
        ],
      },
      {
        id: guid('setting contoso groups'),
        name: 'Group.Unified',
        templateId: '62375ab9-6b52-47ed-826b-58e47e0e304b',
        values: [
          { name: 'GroupCreationAllowedGroupId', value: guid('group Team makers') },
          { name: 'EnableGroupCreation', value: 'false' },
        ],
      },
    ],
    partners: [
      {
        id: tenants.litware.id,
        name: 'Litware',
        inboundTrust: { mfa: true, compliantDevice: false, hybridJoinedDevice: false },
        isUserSyncInboundAllowed: true,
        isConsentAutomaticInbound: true,
      },
      { id: guid('tenant fabrikam'), name: 'Fabrikam', inboundTrust: { mfa: true, compliantDevice: true, hybridJoinedDevice: false } },
      { id: guid('tenant cloud reseller'), name: guid('tenant cloud reseller'), isServiceProvider: true },
    ],
    methods: {
      migrationState: 'migrationInProgress',
      temporaryAccessPass: { state: 'enabled', isUsableOnce: false, maximumLifetimeInMinutes: 1_440 },
    },
    domains: [
      managedDomain(initial),
      managedDomain(domain, { passwordValidityPeriodInDays: 180 }),
      managedDomain(`trade.${domain}`, { authenticationType: 'Federated', isRoot: false, passwordValidityPeriodInDays: null }),
      managedDomain(`shop.${domain}`, { isRoot: false, passwordValidityPeriodInDays: null }),
    ],
    federations: [
      {
        id: guid('federation trade.contoso.com'),
        name: `trade.${domain}`,
        domain: `trade.${domain}`,
        issuerUri: `http://sts.trade.${domain}/adfs/services/trust/`,
        passiveSignInUri: `https://sts.trade.${domain}/adfs/ls/`,
        federatedIdpMfaBehavior: 'acceptIfMfaDoneByFederatedIdp',
        signingCertificate: { fingerprint: hexId(64, 'trade signing certificate'), endAt: daysAhead(19) },
        nextSigningCertificate: null,
      },
    ],
    synchronization: { isEnabled: true, lastSyncAt: minutesAgo(17), lastPasswordSyncAt: minutesAgo(4) },
  }),
  ...governanceTables('contoso', contosoUsers, {
    idle: emergency.map(({ id }) => id),
    reviews: [
      {
        id: guid('review contoso guests'),
        name: 'Guests in all teams',
        status: 'InProgress',
        queries: ["./members/microsoft.graph.user/?$count=true&$filter=(userType eq 'Guest')"],
        reviewers: ['./owners'],
        recurrence: { type: 'absoluteYearly', interval: 1, endDate: null },
        isAppliedAutomatically: false,
        defaultDecision: 'Approve',
      },
      {
        id: guid('review contoso global administrators'),
        name: 'Global Administrators',
        status: 'InProgress',
        queries: [`/roleManagement/directory/roleDefinitions/${roleId('globalAdministrator')}`],
        reviewers: [`/users/${contosoUsers[3]?.id ?? ''}`],
        recurrence: { type: 'absoluteMonthly', interval: 3, endDate: null },
        isAppliedAutomatically: true,
        defaultDecision: 'Deny',
      },
    ],
  }),
]
