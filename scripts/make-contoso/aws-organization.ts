import { accountEntries } from '../../src/datasets/aws/account-entries.ts'
import {
  identityCenterInstances,
  organizationAccounts,
  organizationalUnits,
  organizationFeatures,
  organizationPolicies,
  organizationRoots,
  trustedServices,
} from '../../src/datasets/aws/organization.ts'
import { daysAgo } from './dates.ts'
import { organizationsId } from './ids.ts'
import { type AccountKey, accounts, organizationScope as at, identityCenter, organizationId, scanner } from './organization-facts.ts'
import { allow, deny, document } from './policy-documents.ts'
import { type Table, table } from './tables.ts'

const management = accounts.management.id
const arnOf = (kind: string, id: string): string => `arn:aws:organizations::${management}:${kind}/${organizationId}/${id}`
const root = organizationsId('r-', 4, 'root')

const units = {
  workloads: { name: 'Workloads', parent: undefined },
  production: { name: 'Production', parent: 'workloads' },
  nonProduction: { name: 'Non-production', parent: 'workloads' },
  security: { name: 'Security', parent: undefined },
  sandbox: { name: 'Sandbox', parent: undefined },
  onboarding: { name: 'Onboarding', parent: undefined },
  suspended: { name: 'Suspended', parent: undefined },
} as const satisfies Record<string, { name: string; parent: string | undefined }>
type Unit = keyof typeof units

const unitId = (unit: Unit): string => organizationsId(`ou-${root.slice(2)}-`, 8, units[unit].name)

const placed: Readonly<Record<AccountKey, { readonly unit?: Unit; readonly age: number }>> = {
  management: { age: 2_410 },
  production: { unit: 'production', age: 2_410 },
  staging: { unit: 'nonProduction', age: 1_690 },
  security: { unit: 'security', age: 2_205 },
  sandbox: { unit: 'sandbox', age: 1_204 },
  data: { unit: 'production', age: 1_533 },
  litware: { unit: 'onboarding', age: 310 },
}

const closed = { id: '888899990000', name: 'contoso-hackathon-2023' }

const regions = { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1', 'us-east-1'] } }
const exceptTeam = { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_AdministratorAccess_*' } }

const controls = [
  {
    name: 'deny-leaving-and-root',
    document: document(deny('Leave', 'organizations:LeaveOrganization'), deny('Root', '*', { StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } })),
    units: ['workloads', 'security'],
  },
  {
    name: 'deny-other-regions',
    document: document({
      Sid: 'Regions',
      Effect: 'Deny',
      NotAction: ['iam:*', 'organizations:*', 'sts:*', 'support:*', 'route53:*', 'cloudfront:*'],
      Resource: '*',
      Condition: regions,
    }),
    units: ['workloads'],
  },
  {
    name: 'europe-only',
    document: document({
      Sid: 'Europe',
      Effect: 'Deny',
      NotAction: ['account:*', 'iam:*', 'organizations:*', 'sts:*', 'support:*'],
      Resource: '*',
      Condition: { StringNotLike: { 'aws:RequestedRegion': 'eu-*' } },
    }),
    units: ['nonProduction'],
  },
  {
    name: 'protect-audit',
    document: document(
      deny('Audit', ['cloudtrail:StopLogging', 'cloudtrail:DeleteTrail', 'guardduty:DeleteDetector', 'config:StopConfigurationRecorder'], exceptTeam),
    ),
    units: ['production', 'security'],
  },
  {
    name: 'sandbox-limits',
    document: document(deny('Costly', ['ec2:PurchaseReservedInstancesOffering', 'savingsplans:*', 'directconnect:*'])),
    units: ['sandbox'],
  },
] as const satisfies readonly { name: string; document: string; units: readonly Unit[] }[]

const unitKeys = Object.keys(units) as Unit[]
const accountKeys = Object.keys(accounts) as AccountKey[]

/** What AWS attaches to everything when service control policies are turned on. */
const fullAccess = {
  id: 'p-FullAWSAccess',
  name: 'FullAWSAccess',
  arn: 'arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess',
  type: 'SERVICE_CONTROL_POLICY',
  isAwsManaged: true,
  document: document(allow('*')),
  targets: [
    { id: root, type: 'ROOT' },
    ...unitKeys.map(unit => ({ id: unitId(unit), type: 'ORGANIZATIONAL_UNIT' })),
    ...[...accountKeys.map(key => accounts[key].id), closed.id].map(id => ({ id, type: 'ACCOUNT' })),
  ],
}

/** What the scan did about each account; the owners of the sandbox took its role away. */
const entryOf = (key: AccountKey) => {
  const { id, name } = accounts[key]
  const isShut = key === 'sandbox'
  const reason = isShut ? `sts:AssumeRole on ${scanner.role} was denied` : `entered through the role ${scanner.role}`
  return { id, name, entered: !isShut, excluded: false, asked: true, reason }
}

/** The hierarchy, its service control policies, and what is turned on in it. The unit of newly bought companies has no policy of its own. */
export const organizationTables = (): Table[] => [
  table(organizationRoots, at, [{ id: root, name: 'Root', enabledPolicyTypes: ['SERVICE_CONTROL_POLICY', 'TAG_POLICY'] }]),
  table(
    organizationalUnits,
    at,
    unitKeys.map(unit => {
      const { name, parent } = units[unit]
      return { id: unitId(unit), name, arn: arnOf('ou', unitId(unit)), parentId: parent === undefined ? root : unitId(parent) }
    }),
  ),
  table(organizationAccounts, at, [
    ...accountKeys.map(key => {
      const { unit, age } = placed[key]
      const { id, name } = accounts[key]
      return {
        id,
        name,
        arn: arnOf('account', id),
        status: 'ACTIVE',
        parentId: unit === undefined ? root : unitId(unit),
        joinedAt: daysAgo(age, `joined ${name}`),
      }
    }),
    { ...closed, arn: arnOf('account', closed.id), status: 'SUSPENDED', parentId: unitId('suspended'), joinedAt: daysAgo(1_140, 'joined hackathon') },
  ]),
  table(accountEntries, at, [...accountKeys.map(entryOf), { ...closed, entered: false, excluded: false, asked: true, reason: 'it is SUSPENDED' }]),
  table(organizationPolicies, at, [
    fullAccess,
    ...controls.map(({ name, document, units }) => {
      const id = organizationsId('p-', 8, name)
      return {
        id,
        name,
        arn: arnOf('policy', `service_control_policy/${id}`),
        type: 'SERVICE_CONTROL_POLICY',
        isAwsManaged: false,
        document,
        targets: units.map(unit => ({ id: unitId(unit), type: 'ORGANIZATIONAL_UNIT' })),
      }
    }),
  ]),
  table(organizationFeatures, at, [{ id: organizationId, name: organizationId, enabled: ['RootCredentialsManagement', 'RootSessions'] }]),
  table(
    trustedServices,
    at,
    [
      ['sso.amazonaws.com', 900],
      ['cloudtrail.amazonaws.com', 2_204],
      ['config.amazonaws.com', 2_100],
      ['guardduty.amazonaws.com', 1_790],
      ['iam.amazonaws.com', 402],
      ['member.org.stacksets.cloudformation.amazonaws.com', 880],
    ].map(([service, age]) => ({ id: String(service), name: String(service), enabledAt: daysAgo(Number(age), `trusted ${service}`) })),
  ),
  table(identityCenterInstances, at, [
    {
      id: identityCenter.instance,
      name: 'contoso',
      part: identityCenter.region,
      identityStoreId: identityCenter.store,
      ownerAccountId: management,
      status: 'ACTIVE',
    },
  ]),
]
