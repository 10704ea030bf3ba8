import { byGroup, byThemselves } from './access.ts'
import { administrator, assigned, group, groupIdOf, idOf, near, type Planting, path, person, reader, set, storeUser } from './planting.ts'

const disabled = { accountEnabled: false }

/** People, the groups they are in, what PIM and Conditional Access ask, and Identity Center. */
export const signIns: readonly Planting[] = [
  path(
    'ann',
    'is in the group of an administrator set, and left out of MFA',
    'shop',
    'single-factor',
    ...byGroup('ann', 'shop', administrator, { demand: 'single-factor' }),
  ),
  path('ben', 'is in the group of an administrator set', 'shop', 'mfa', ...byGroup('ben', 'shop', administrator)),
  path(
    'cleo',
    'is in the group of an administrator set, with a key',
    'shop',
    'phishing-resistant',
    ...byGroup('cleo', 'shop', administrator, { demand: 'phishing-resistant' }),
  ),
  path('dan', 'holds an administrator set alone', 'bank', 'mfa', ...byThemselves('dan', 'bank', administrator)),
  path(
    'eve',
    'holds an administrator set alone, and is left out of MFA',
    'bank',
    'single-factor',
    ...byThemselves('eve', 'bank', administrator, { demand: 'single-factor' }),
  ),
  path(
    'guest',
    'is a guest in the group of an administrator set',
    'bank',
    'mfa',
    ...byGroup('guest', 'bank', administrator, { user: { userType: 'Guest', creationType: 'Invitation' } }),
  ),
  path(
    'fay',
    'may activate the group, with MFA',
    'data',
    'mfa, activated',
    ...byGroup('fay', 'data', administrator, { demand: 'single-factor', group: { eligible: ['fay'] } }),
  ),
  path(
    'gus',
    'may activate the group, without MFA',
    'data',
    'single-factor, activated',
    ...byGroup('gus', 'data', administrator, { demand: 'single-factor', group: { eligible: ['gus'], asks: [] } }),
  ),
  path(
    'hal',
    'may activate the group, and always signs in with MFA',
    'data',
    'mfa, activated',
    ...byGroup('hal', 'data', administrator, { group: { eligible: ['hal'], asks: [] } }),
  ),
  path(
    'ina',
    'has no external id, and the user name of the tenant',
    'bank',
    'mfa',
    ...byThemselves('ina', 'bank', administrator, { storeUser: { externalId: 'ina' } }),
  ),

  near('nia', 'only reads', 'shop', ...byGroup('nia', 'shop', reader)),
  near('ned', 'the user is disabled', 'shop', ...byGroup('ned', 'shop', administrator, { user: disabled })),
  near('nora', 'the user of Identity Center is disabled', 'shop', ...byThemselves('nora', 'shop', administrator, { storeUser: { status: 'DISABLED' } })),
  near('nick', 'Conditional Access blocks everything', 'shop', ...byGroup('nick', 'shop', administrator, { demand: 'blocked' })),
  near(
    'nell',
    'is assigned to no application, though a user of Identity Center',
    'bank',
    person('nell'),
    storeUser('nell'),
    set('nell', 'bank', administrator, { users: ['nell'] }),
  ),
  near('noel', 'the account is suspended', 'closed', ...byGroup('noel', 'closed', administrator)),
  near('nina', 'the group holds no permission set', 'shop', person('nina'), storeUser('nina'), group('nina-group', { members: ['nina'] })),
  near(
    'nate',
    'the user of Identity Center is somebody else’s',
    'bank',
    person('nate'),
    assigned('sso', idOf('nate'), 'User'),
    storeUser('nate', { name: 'nathan@contoso.onmicrosoft.com', externalId: 'u-nathan' }),
    {
      store: {
        permissionSets: [
          {
            name: 'nathan',
            managed: ['arn:aws:iam::aws:policy/AdministratorAccess'],
            assigned: { '100000000003': { users: ['nathan@contoso.onmicrosoft.com'] } },
          },
        ],
      },
    },
  ),
  near(
    'neo',
    'the group is in Identity Center as another one',
    'data',
    person('neo'),
    storeUser('neo'),
    group('neo-group', { members: ['neo'], provisioned: 'absent' }),
    { store: { groups: [{ name: 'neo-of-last-year', externalId: groupIdOf('gone'), members: [] }] } },
    set('neo', 'data', administrator, { groups: ['neo-of-last-year'] }),
  ),
  near(
    'nan',
    'holds an administrator set of an application of hers no longer, for which nobody signs in',
    'vault',
    person('nan'),
    set('nan', 'vault', administrator, { users: ['nan'] }),
  ),
]
