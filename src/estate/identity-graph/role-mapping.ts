/** A role that an application says somebody has, with the provider by which they come. */
export interface RoleMapping {
  /** The application's role, or what stands for a claim. */
  readonly id: string
  readonly roleArn: string
  readonly providerArn: string
}

/** The role and the provider in the value of an application role, whichever comes first: https://learn.microsoft.com/entra/identity/saas-apps/amazon-web-service-tutorial */
export const roleMapping = (value: string | null): { readonly roleArn: string; readonly providerArn: string } | undefined => {
  const parts = (value ?? '').split(',').map(part => part.trim())
  const roleArn = parts.find(part => /^arn:[^:]*:iam::\d{12}:role\//.test(part))
  const providerArn = parts.find(part => /^arn:[^:]*:iam::\d{12}:saml-provider\//.test(part))
  return roleArn === undefined || providerArn === undefined ? undefined : { roleArn, providerArn }
}

/** The account of a role. */
export const accountOfArn = (arn: string): string => /^arn:[^:]*:iam::(\d{12}):/.exec(arn)?.[1] ?? ''
