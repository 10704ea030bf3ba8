/**
 * People of another organization who sign in to this tenant's resources without a row in its directory, so that nobody can list them.
 * https://learn.microsoft.com/entra/external-id/authentication-conditional-access#assigning-conditional-access-policies-to-external-user-types
 */
export interface Outsiders {
  readonly kind: 'direct-connect' | 'service-provider'
  /** Their home tenant; null: any tenant that neither policies nor settings name. */
  readonly tenant: string | null
  /** `users of Fabrikam by direct connect`. */
  readonly name: string
  readonly devices: ForeignDevices
}

/**
 * What is believed of a device that another organization manages. `seen`: its compliance and its join; `never`: neither, so that it is like one that
 * is not registered; `unclear`: nobody can tell, as the home tenant is not known, or one of them.
 */
export type ForeignDevices = 'seen' | 'never' | 'unclear'
