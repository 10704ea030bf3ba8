/** Gallery templates of the two AWS applications: https://learn.microsoft.com/entra/identity/saas-apps/aws-single-sign-on-tutorial and .../amazon-web-service-tutorial */
const templates = new Map<string, 'identity-center' | 'iam-saml'>([
  ['21ed01d2-ec13-4e9e-86c1-cd546719ebc4', 'identity-center'],
  ['8b1025e4-1dd2-430b-a150-2ef79cd700f5', 'iam-saml'],
])

/** The parts of a service principal that can show where it signs in. */
export interface SignInFacts {
  readonly applicationTemplateId: string | null
  readonly servicePrincipalNames: readonly string[]
  readonly replyUrls: readonly string[]
  readonly loginUrl: string | null
}

export interface AwsFederation {
  readonly recognizedBy: 'gallery-template' | 'aws-sign-in-address'
  readonly federatesTo: 'identity-center' | 'iam-saml'
}

const signInHost = /^(?:[a-z0-9-]+\.)?signin\.(?:aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)$/
const identityCenterHost = /(?:^|\.)(?:sso\.signin\.aws|signin\.aws)$/
const portalHost = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.awsapps\.(?:com|cn)$/

/**
 * What an address of AWS's sign-in leads to, undefined if it is none. Identity Center: `.../platform/saml/...` and the access portal; IAM:
 * `.../saml`. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html
 */
export const federationOfAddress = (address: string): AwsFederation['federatesTo'] | undefined => {
  if (!URL.canParse(address)) return undefined
  const { protocol, hostname, pathname } = new URL(address)
  if (protocol !== 'https:') return undefined
  if (portalHost.test(hostname) || identityCenterHost.test(hostname)) return 'identity-center'
  if (!signInHost.test(hostname)) return undefined
  if (pathname.startsWith('/platform/')) return 'identity-center'
  return pathname === '/saml' || pathname.startsWith('/saml/') ? 'iam-saml' : undefined
}

/** Whether an application federates to AWS, how that shows, and to which of AWS's two doors. */
export const awsFederationOf = (app: SignInFacts): AwsFederation | undefined => {
  const template = templates.get(app.applicationTemplateId?.toLowerCase() ?? '')
  if (template !== undefined) return { recognizedBy: 'gallery-template', federatesTo: template }
  for (const address of [...app.servicePrincipalNames, ...app.replyUrls, app.loginUrl ?? '']) {
    const federatesTo = federationOfAddress(address)
    if (federatesTo !== undefined) return { recognizedBy: 'aws-sign-in-address', federatesTo }
  }
  return undefined
}
