import { z } from 'zod'
import { namedLocations } from '../../src/datasets/entra/conditional-access.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

/** How many leading bits of its addresses a range fixes; undefined where it is not a range. */
const prefixOf = (range: string): number | undefined => {
  const length = range.split('/')[1] ?? ''
  return /^\d{1,3}$/.test(length) ? Number(length) : undefined
}

/** Addresses that no sign-in over the internet comes from, by how they begin: https://www.rfc-editor.org/rfc/rfc6890 */
const privateRanges: readonly (readonly [begins: RegExp, prefix: number])[] = [
  [/^10\./, 8],
  [/^172\.(1[6-9]|2\d|3[01])\./, 12],
  [/^192\.168\./, 16],
  [/^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./, 10],
  [/^f[cd][0-9a-f]{0,2}:/i, 7],
]

const isPrivate = (range: string): boolean => privateRanges.some(([begins, prefix]) => begins.test(range) && (prefixOf(range) ?? 0) >= prefix)

export default defineRule({
  id: 'entra-conditional-access-trusted-location-wide',
  title: 'Trusted locations are as small as the networks they stand for',
  failureTitle: 'Trusted location covers a wide range of addresses',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'strong-authentication',
  rationale:
    'Policies leave trusted locations out, and Microsoft takes sign-ins from there for less risky. A range as wide as that of an internet provider or a cloud lets strangers in on the same terms. Most organizations’ own exits to the internet are a few hundred addresses at most. Private addresses are not asked about: nobody comes from them by the internet.',
  remediation: [
    {
      text: 'Give the location the addresses of the organization’s own exits only, or take the mark of trust away.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.ConditionalAccess,Policy.Read.All; Invoke-MgGraphRequest -Method PATCH -Uri \'https://graph.microsoft.com/v1.0/identity/conditionalAccess/namedLocations/LOCATION_ID\' -Body \'{"@odata.type":"#microsoft.graph.ipNamedLocation","isTrusted":false}\'',
    },
    { text: 'Other thresholds: parameters, entra-conditional-access-trusted-location-wide, ipv4Prefix and ipv6Prefix.' },
  ],
  verify: [
    {
      text: 'Read the trusted locations.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/identity/conditionalAccess/namedLocations' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-7'] },
  equivalents: {},
  references: [
    { title: 'The network assignment: trusted locations', url: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-assignment-network' },
  ],
  subjects: namedLocations,
  needs: {},
  parameters: z.object({
    /** Bits that an IPv4 range must fix at least: 16 are 65,536 addresses. */
    ipv4Prefix: z.number().int().min(1).max(32).default(16),
    /** Bits that an IPv6 range must fix at least: providers are given 32. */
    ipv6Prefix: z.number().int().min(1).max(128).default(33),
  }),
  where: ({ kind, isTrusted }) => kind === 'ip' && isTrusted,
  check({ id, name, ipRanges }, _facts, { parameters: { ipv4Prefix, ipv6Prefix } }) {
    const least = (range: string) => (range.includes(':') ? ipv6Prefix : ipv4Prefix)
    const wide = ipRanges.filter(range => !isPrivate(range) && (prefixOf(range) ?? Number.POSITIVE_INFINITY) < least(range))
    if (wide.length > 0)
      return fail(
        `The trusted location ${name} covers ${wide.length === 1 ? 'a range' : `${wide.length} ranges`} wider than a network of one’s own: ${wide.slice(0, 5).join(', ')}.`,
        [evidence('Wide ranges', wide, id), evidence('Ranges', ipRanges.length)],
      )
    const odd = ipRanges.filter(range => prefixOf(range) === undefined)
    return odd.length > 0 ? unknown(`How wide ${name} is: ${odd.slice(0, 5).join(', ')} is no range of addresses.`) : pass()
  },
})
