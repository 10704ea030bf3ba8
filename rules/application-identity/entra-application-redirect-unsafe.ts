import { type EntraApplication, entraApplications } from '../../src/datasets/entra/app-registrations.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

const loopback = /^https?:\/\/(?:localhost|127(?:\.\d+){3}|\[::1\])(?:[:/?#]|$)/i

type Danger = 'wildcard' | 'not encrypted' | 'this machine'
const words: Record<Danger, string> = {
  wildcard: 'any address that fits a pattern',
  'not encrypted': 'an address without encryption',
  'this machine': 'whatever listens on the machine of the user',
}

const dangerOf = (uri: string): Danger | undefined => {
  if (uri.includes('*')) return 'wildcard'
  if (loopback.test(uri)) return 'this machine'
  return /^http:/i.test(uri) ? 'not encrypted' : undefined
}

const judged = ({ webRedirectUris, spaRedirectUris }: EntraApplication): { readonly uri: string; readonly danger: Danger | undefined }[] =>
  [...webRedirectUris, ...spaRedirectUris].map(uri => ({ uri, danger: dangerOf(uri) }))

export default defineRule({
  id: 'entra-application-redirect-unsafe',
  title: 'Applications are answered at encrypted addresses that are written out, not on the machine of a developer',
  failureTitle: 'Unsafe redirect address',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'application-identity',
  rationale:
    'Entra ID sends codes and tokens to the redirect addresses of an application. With a wildcard an attacker needs one address that fits, such as a forgotten subdomain; without encryption, a place on the way. Judged are addresses for web applications and single-page applications: for installed ones http://localhost is as Microsoft advises. An address on the user’s own machine is a fault, a lesser one, where the application has others, so is in use; one that has nothing else is under development. Whether somebody else could register the domain of an address is not asked: who owns which host name is not read.',
  remediation: [
    { text: 'Write out each address with https. Take the addresses of developers away, and give them a registration of their own.' },
    { text: 'In the admin center: App registrations > the application > Authentication.' },
  ],
  verify: [
    {
      text: 'Every address begins with https and has no asterisk.',
      command: 'az ad app show --id APPLICATION_ID --query [web.redirectUris,spa.redirectUris]',
    },
  ],
  frameworks: { 'mcsb@2': ['IM-3', 'DP-3'], 'nist-800-53@r5': ['SC-8', 'SC-23', 'IA-8'] },
  equivalents: { zta: ['21885', '23183'] },
  references: [
    { title: 'Redirect URI best practices and limitations', url: 'https://learn.microsoft.com/entra/identity-platform/reply-url' },
    {
      title: 'Security best practices for application properties: redirect URI',
      url: 'https://learn.microsoft.com/entra/identity-platform/security-best-practices-for-app-registration#redirect-uri',
    },
  ],
  subjects: entraApplications,
  needs: {},
  where: application => application.webRedirectUris.length + application.spaRedirectUris.length > 0,
  check(application) {
    const all = judged(application)
    const unsafe = all.filter(({ danger }) => danger === 'wildcard' || danger === 'not encrypted')
    const local = all.filter(({ danger }) => danger === 'this machine')
    const isInUse = all.length > local.length
    const found = [...unsafe, ...(isInUse ? local : [])]
    if (found.length === 0) return pass()
    const dangers = [...new Set(found.map(({ danger }) => danger))].flatMap(danger => (danger === undefined ? [] : [words[danger]]))
    return fail(
      `Codes and tokens for ${application.name} are sent to ${dangers.join(', and to ')}.`,
      [
        evidence(
          'Redirect addresses',
          found.map(({ uri }) => uri),
          application.id,
        ),
        evidence('Application id', application.appId),
      ],
      unsafe.length === 0 ? 'medium' : undefined,
    )
  },
})
