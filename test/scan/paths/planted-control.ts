import { byGroup, byThemselves } from './access.ts'
import { accounts, type Place } from './places.ts'
import {
  administrator,
  assigned,
  group,
  holding,
  idOf,
  may,
  near,
  open,
  type Planting,
  path,
  person,
  policy,
  type Rights,
  reader,
  ruling,
  type Seeds,
  set,
  storeUser,
  taking,
} from './planting.ts'

const roles = {
  globalAdministrator: '62e90394-69f5-4237-9190-012177145e10',
  privilegedRoleAdministrator: 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  privilegedAuthenticationAdministrator: '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
  applicationAdministrator: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  cloudApplicationAdministrator: '158c047a-c907-4556-b7ef-446551a6b5f7',
  hybridIdentityAdministrator: '8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2',
  groupsAdministrator: 'fdd7a751-b60b-444a-984c-02652fe8fa1c',
  securityReader: '5d6b6bb7-de71-4623-b4af-96380a352509',
} as const

const instance = (who: string, role: keyof typeof roles, scope: Readonly<Record<string, string | null>> = { directoryScopeId: '/' }) => ({
  id: `${who}-${role}`,
  principalId: idOf(who),
  roleDefinitionId: roles[role],
  directoryScopeId: null,
  appScopeId: null,
  memberType: 'Direct',
  startDateTime: '2024-01-01T00:00:00Z',
  endDateTime: null,
  ...scope,
})
const holds = (...held: Parameters<typeof instance>): Seeds => ({
  tenant: { roleAssignmentScheduleInstances: [{ ...instance(...held), assignmentType: 'Assigned' }] },
})
const mayHold = (...held: Parameters<typeof instance>): Seeds => ({ tenant: { roleEligibilityScheduleInstances: [instance(...held)] } })
const owns = (who: string, application: 'sso' | 'iam'): Seeds => ({ applications: { [application]: { owners: [idOf(who)] } } })

const everywhere: Place = 'management'

/** An IAM user of an account, who signs in to AWS itself. */
const iamUser = (place: Place, name: string, rights: Rights, more: object = {}): Seeds => ({
  accounts: {
    [accounts[place]]: {
      users: [
        {
          name,
          password: { changed: '2026-10-01T00:00:00Z' },
          ...holding(place, rights),
          ...more,
        },
      ],
    },
  },
})

/** Administration of the tenant, ownership, and users of IAM. */
export const control: readonly Planting[] = [
  path(
    'root',
    'administers the management account, and so every account',
    everywhere,
    'phishing-resistant',
    ...byThemselves('root', 'management', administrator, { demand: 'phishing-resistant' }),
  ),
  ruling('olga', 'is Global Administrator', everywhere, 'phishing-resistant', person('olga', 'phishing-resistant'), holds('olga', 'globalAdministrator')),
  ruling(
    'otto',
    'may activate Global Administrator, with MFA',
    everywhere,
    'mfa, activated',
    person('otto', 'single-factor'),
    mayHold('otto', 'globalAdministrator'),
  ),
  ruling('oona', 'is Privileged Role Administrator', everywhere, 'mfa', person('oona'), holds('oona', 'privilegedRoleAdministrator')),
  ruling('olli', 'is Privileged Authentication Administrator', everywhere, 'mfa', person('olli'), holds('olli', 'privilegedAuthenticationAdministrator')),
  taking('orla', 'is Application Administrator', everywhere, 'mfa', person('orla'), holds('orla', 'applicationAdministrator')),
  taking(
    'omar',
    'is Cloud Application Administrator, and left out of MFA',
    everywhere,
    'single-factor',
    person('omar', 'single-factor'),
    holds('omar', 'cloudApplicationAdministrator'),
  ),
  taking('ozzy', 'is Hybrid Identity Administrator', everywhere, 'mfa', person('ozzy'), holds('ozzy', 'hybridIdentityAdministrator')),
  taking('pam', 'owns the application of Identity Center', everywhere, 'mfa', person('pam'), owns('pam', 'sso')),
  taking(
    'pat',
    'is Application Administrator of the one application',
    everywhere,
    'mfa',
    person('pat'),
    holds('pat', 'applicationAdministrator', { directoryScopeId: '/sp-sso' }),
  ),
  taking('peg', 'owns the application for IAM alone', ['legacy', 'maps'], 'mfa', person('peg'), owns('peg', 'iam')),
  taking(
    'pia',
    'owns the group of an administrator set',
    'commons',
    'mfa',
    person('pia'),
    storeUser('pia'),
    assigned('sso', idOf('pia'), 'User'),
    group('open-group', { owners: ['pia'], isAssignableToRole: false }),
    set('open', 'commons', administrator, { groups: ['open-group'] }),
  ),
  taking('pip', 'is Groups Administrator', 'commons', 'mfa', person('pip'), holds('pip', 'groupsAdministrator')),
  path('isa', 'is an IAM user with a password, and administrator', 'islands', 'single-factor', iamUser('islands', 'isa', administrator)),
  open(
    'ivo',
    'is an IAM user who is allowed everything with MFA, which nobody knows that he has',
    'islands',
    'mfa',
    iamUser('islands', 'ivo', may('*', '*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })),
  ),
  path('ike', 'is an IAM user who attaches policies to himself', 'islands', 'single-factor', iamUser('islands', 'ike', may('iam:AttachUserPolicy'))),

  near('rae', 'is Security Reader', 'management', person('rae'), holds('rae', 'securityReader')),
  near('ray', 'is Global Administrator, and disabled', 'management', person('ray', 'mfa', { accountEnabled: false }), holds('ray', 'globalAdministrator')),
  near('rex', 'is Global Administrator, and not let in', 'management', person('rex', 'blocked'), holds('rex', 'globalAdministrator')),
  near('ria', 'owns the group of an administrator set, and cannot sign in', 'commons', person('ria', 'blocked')),
  near(
    'rob',
    'owns the group of a reading set',
    'commons',
    person('rob'),
    storeUser('rob'),
    assigned('sso', idOf('rob'), 'User'),
    group('reading-group', { owners: ['rob'], isAssignableToRole: false }),
    set('reading', 'commons', reader, { groups: ['reading-group'] }),
  ),
  near(
    'roy',
    'is Application Administrator of another application',
    'management',
    person('roy'),
    holds('roy', 'applicationAdministrator', { directoryScopeId: '/sp-robot' }),
  ),
  near(
    'rue',
    'is Groups Administrator of an administrative unit in which nobody is',
    'commons',
    person('rue'),
    holds('rue', 'groupsAdministrator', { directoryScopeId: '/administrativeUnits/au-1' }),
  ),
  near('ron', 'is an IAM user who reads', 'islands', iamUser('islands', 'ron', reader)),
  near(
    'rik',
    'is an IAM administrator within a boundary that leaves reading',
    'islands',
    iamUser('islands', 'rik', { ...administrator, boundary: 'reading' }),
    policy('islands', 'reading', { Action: 's3:Get*', Resource: '*' }),
  ),
  near('rut', 'is an IAM administrator without password and keys', 'islands', iamUser('islands', 'rut', administrator, { password: undefined })),
  near(
    'rya',
    'is an IAM administrator whose only key is inactive',
    'islands',
    iamUser('islands', 'rya', administrator, { password: undefined, accessKeys: [{ active: false }] }),
  ),
  near('rod', 'is eligible for nothing but the group of a reading set', 'data', ...byGroup('rod', 'data', reader, { group: { eligible: ['rod'] } })),
]
