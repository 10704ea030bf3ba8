import { z } from 'zod'
import { type NamedLocation, namedLocations } from '../../datasets/entra/conditional-access.ts'
import { defineCollector } from '../collector.ts'
import { rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'

const named = { id: z.string(), displayName: z.string() }

type Location = Omit<NamedLocation, 'scope'>

const base = ({ id, displayName }: { readonly id: string; readonly displayName: string }) => ({
  id,
  name: displayName,
  isTrusted: false,
  ipRanges: [],
  countries: [],
  includesUnknownCountries: false,
})

const ip = z
  .object({
    ...named,
    '@odata.type': z.literal('#microsoft.graph.ipNamedLocation'),
    isTrusted: z.boolean(),
    ipRanges: z.array(z.object({ cidrAddress: z.string() })),
  })
  .transform((item): Location => ({ ...base(item), kind: 'ip', isTrusted: item.isTrusted, ipRanges: item.ipRanges.map(range => range.cidrAddress) }))

const country = z
  .object({
    ...named,
    '@odata.type': z.literal('#microsoft.graph.countryNamedLocation'),
    countriesAndRegions: z.array(z.string()),
    includeUnknownCountriesAndRegions: z.boolean(),
  })
  .transform(
    (item): Location => ({
      ...base(item),
      kind: 'country',
      countries: item.countriesAndRegions,
      includesUnknownCountries: item.includeUnknownCountriesAndRegions,
    }),
  )

// OData leaves the type out where it is the declared one; then nothing of the known kinds may be in it.
const other = z
  .looseObject({ ...named, '@odata.type': z.string().default('#microsoft.graph.namedLocation') })
  .refine(item => !('ipRanges' in item) && !('countriesAndRegions' in item) && !/\.(?:ip|country)NamedLocation$/.test(item['@odata.type']))
  .transform((item): Location => ({ ...base(item), kind: item['@odata.type'].endsWith('.compliantNetworkNamedLocation') ? 'compliant-network' : 'other' }))

const wire = z.union([ip, country, other])

export const locations = defineCollector<EntraSession>({
  name: 'entra-named-locations',
  gives: [namedLocations],
  collect: (session, at) =>
    rowsFrom(namedLocations, at, session.list({ path: '/identity/conditionalAccess/namedLocations' }), wire, (location, scope) => ({ ...location, scope })),
})
