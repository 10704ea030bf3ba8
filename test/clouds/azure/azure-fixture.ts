/** A management group below the root, or below `parent`. */
export interface GroupFixture {
  readonly id: string
  readonly name: string
  readonly parent?: string
}

/** A subscription in the root group, or in `parent`. With `tenant`, one of another tenant that was delegated here. */
export interface SubscriptionFixture {
  readonly id: string
  readonly name: string
  readonly parent?: string
  readonly state?: string
  readonly tenant?: string
  /** Resource providers that were never registered in it, e.g. `Microsoft.Security`. */
  readonly unregistered?: readonly string[]
}

/** What a client of the tenant may do at a scope and below. */
interface CallerFixture {
  readonly clientId: string
  readonly scope: string
  readonly actions: readonly string[]
  readonly notActions?: readonly string[]
}

/** A role at a scope: `/`, a management group, a subscription or something in one. `role` is the GUID of its definition. */
export interface AssignmentFixture {
  readonly id: string
  readonly scope: string
  readonly role: string
  readonly principalId: string
  readonly principalType: 'User' | 'Group' | 'ServicePrincipal' | 'ForeignGroup'
  readonly condition?: string
}

export interface CustomRoleFixture {
  readonly id: string
  readonly name: string
  readonly actions: readonly string[]
  readonly notActions?: readonly string[]
  readonly assignableScopes: readonly string[]
}

/** An assignment as PIM keeps it. `assignment`: the role assignment that it made. */
export interface ScheduleFixture extends Omit<AssignmentFixture, 'condition'> {
  readonly type?: 'Assigned' | 'Activated'
  readonly endAt?: string | null
  readonly assignment?: string
}

interface DelegationFixture {
  readonly id: string
  readonly subscription: string
  readonly name: string
  readonly managedByTenantId: string
  readonly managedByTenantName: string
  readonly authorizations: readonly { readonly principalId: string; readonly roleDefinitionId: string; readonly principalIdDisplayName?: string }[]
  readonly eligibleAuthorizations?: DelegationFixture['authorizations']
}

/** A row of Resource Graph, beside those that the rest of the fixture makes. Its columns are what a query can name. */
export interface ResourceFixture {
  readonly table: string
  readonly type: string
  readonly id: string
  readonly subscriptionId: string
  readonly name: string
  readonly columns?: Readonly<Record<string, unknown>>
  /** What lets it be seen; by default `<type>/read`. */
  readonly action?: string
}

/** A diagnostic setting of a subscription, or of the tenant itself. */
export interface LogExportFixture {
  readonly subscription?: string
  readonly name: string
  readonly workspace?: string
  readonly storageAccount?: string
  readonly eventHub?: string
  /** Categories, or `group:allLogs`; with a minus, one that is there and off. */
  readonly logs: readonly string[]
}

/** A Log Analytics workspace. `tables`: days that each is kept in all. */
export interface WorkspaceFixture {
  readonly subscription: string
  readonly group: string
  readonly name: string
  readonly retentionInDays?: number
  readonly tables?: Readonly<Record<string, number>>
  /** Rules of Sentinel, which is on where they are given. */
  readonly sentinel?: readonly { readonly name: string; readonly kind: string; readonly enabled?: boolean; readonly query?: string }[]
}

/** A web app of App Service. `authentication`: the properties of its settings; by default it is off. */
export interface WebAppFixture {
  readonly subscription: string
  readonly group: string
  readonly name: string
  /** The deployment slot of the app that this is. */
  readonly slot?: string
  readonly kind?: string
  readonly enabled?: boolean
  readonly state?: string
  readonly authentication?: Readonly<Record<string, unknown>>
}

/** The Azure of one tenant. */
export interface AzureFixture {
  readonly tenant: string
  readonly rootName: string
  readonly groups: readonly GroupFixture[]
  readonly subscriptions: readonly SubscriptionFixture[]
  readonly callers: readonly CallerFixture[]
  readonly hierarchySettings?: { readonly requireAuthorizationForGroupCreation?: boolean; readonly defaultManagementGroup?: string } | undefined
  readonly subscriptionPolicy: {
    readonly blockSubscriptionsLeavingTenant: boolean
    readonly blockSubscriptionsIntoTenant: boolean
    readonly exemptedPrincipals?: readonly string[]
  }
  readonly roleAssignments: readonly AssignmentFixture[]
  readonly customRoles: readonly CustomRoleFixture[]
  readonly assignmentSchedules: readonly ScheduleFixture[]
  readonly eligibilitySchedules: readonly ScheduleFixture[]
  /** Whether the tenant has a licence that holds PIM. */
  readonly hasPim: boolean
  readonly classicAdministrators: readonly { readonly subscription: string; readonly id: string; readonly emailAddress: string; readonly role: string }[]
  readonly policyAssignments: readonly {
    readonly scope: string
    readonly name: string
    readonly displayName: string
    readonly definition: string
    readonly notScopes?: readonly string[]
    /** `Default` unless told; null: not in the answer. */
    readonly enforcementMode?: string | null
    readonly resourceSelectors?: readonly object[]
    readonly overrides?: readonly object[]
  }[]
  /** `policies`: those of the initiative that it is about; by default all. */
  readonly policyExemptions: readonly {
    readonly scope: string
    readonly name: string
    readonly assignment: string
    readonly category?: 'Waiver' | 'Mitigated'
    readonly expiresOn?: string
    readonly policies?: readonly string[]
    readonly resourceSelectors?: readonly object[]
  }[]
  readonly delegations: readonly DelegationFixture[]
  readonly resources: readonly ResourceFixture[]
  /** Plans of Defender for Cloud that are on. */
  readonly defenderPlans: readonly { readonly subscription: string; readonly name: string; readonly coverage?: string }[]
  readonly securityContacts: readonly {
    readonly subscription: string
    readonly emails: string
    readonly isEnabled?: boolean
    readonly roles?: readonly string[]
    readonly severity?: string
  }[]
  readonly logExports: readonly LogExportFixture[]
  readonly workspaces: readonly WorkspaceFixture[]
  readonly webApps: readonly WebAppFixture[]
  /** What the answers of single paths are instead, for areas of their own: by method and path, e.g. `GET /subscriptions/<id>/providers/...`. */
  readonly answers: Readonly<Record<string, unknown>>
}
