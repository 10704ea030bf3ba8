import type { ArmResource } from './resource.ts'

const subscription = '/subscriptions/{subscription}/providers/Microsoft.Security'

/** Plans as Azure lists them for a subscription that has just registered the provider: all of them off. */
const listed = ['VirtualMachines', 'CloudPosture', 'Arm', 'KeyVaults', 'StorageAccounts']

/** Microsoft Defender for Cloud. */
export const defender: readonly ArmResource[] = [
  {
    path: `${subscription}/pricings`,
    apiVersion: '2024-01-01',
    action: 'Microsoft.Security/pricings/read',
    provider: 'Microsoft.Security',
    find: ({ azure, id }) => ({
      kind: 'list',
      rows: [...listed, 'Dns'].map(name => {
        const on = azure.defenderPlans.find(plan => plan.subscription === id('subscription') && plan.name === name)
        return {
          id: `/subscriptions/${id('subscription')}/providers/Microsoft.Security/pricings/${name}`,
          name,
          type: 'Microsoft.Security/pricings',
          properties: {
            pricingTier: on === undefined ? 'Free' : 'Standard',
            freeTrialRemainingTime: 'PT0S',
            ...(on?.coverage === undefined ? {} : { resourcesCoverageStatus: on.coverage }),
            ...(name === 'Dns' ? { deprecated: true } : {}),
          },
        }
      }),
    }),
  },
  {
    path: `${subscription}/securityContacts`,
    apiVersion: '2023-12-01-preview',
    action: 'Microsoft.Security/securityContacts/read',
    provider: 'Microsoft.Security',
    find: ({ azure, id }) => ({
      kind: 'list',
      rows: azure.securityContacts
        .filter(contact => contact.subscription === id('subscription'))
        .map(({ emails, isEnabled = true, roles = [], severity }) => ({
          id: `/subscriptions/${id('subscription')}/providers/Microsoft.Security/securityContacts/default`,
          name: 'default',
          type: 'Microsoft.Security/securityContacts',
          properties: {
            emails,
            isEnabled,
            phone: '',
            notificationsByRole: { state: roles.length > 0 ? 'On' : 'Off', roles: roles.length > 0 ? roles : ['Owner'] },
            notificationsSources: severity === undefined ? [] : [{ sourceType: 'Alert', minimalSeverity: severity }],
          },
        })),
    }),
  },
]
