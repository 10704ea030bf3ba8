/** Names of one login service: what answers under one of them may name another. https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud */
const sameService: readonly (readonly string[])[] = [
  ['login.microsoftonline.com', 'login.microsoft.com', 'login.windows.net'],
  ['login.microsoftonline.us', 'login.usgovcloudapi.net'],
  ['login.chinacloudapi.cn', 'login.partner.microsoftonline.cn'],
]

/** Whether an authority is the public one, which alone answers instance discovery about itself. */
export const isPublicAuthority = (authority: URL): boolean => sameService[0]?.includes(authority.hostname) === true

/** Whether a request goes to the configured login service. */
export const isAuthority = (authority: URL, address: URL): boolean =>
  address.origin === authority.origin ||
  (address.protocol === 'https:' &&
    address.port === '' &&
    sameService.some(names => names.includes(authority.hostname) && authority.port === '' && names.includes(address.hostname)))

/** Where a machine's identity endpoint may be named: https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token */
const endpointVariables = ['IDENTITY_ENDPOINT', 'MSI_ENDPOINT', 'IMDS_ENDPOINT', 'AZURE_POD_IDENTITY_AUTHORITY_HOST']
const instanceMetadata = 'http://169.254.169.254'

/** Whether a request goes to the identity endpoint of this machine: that of the instance metadata, or one that the environment names. */
export const isIdentityEndpoint = (environment: (name: string) => string | undefined, address: URL): boolean => {
  const named = endpointVariables.map(environment).filter(value => value !== undefined && URL.canParse(value))
  return address.origin === instanceMetadata || named.some(value => value !== undefined && new URL(value).origin === address.origin)
}
