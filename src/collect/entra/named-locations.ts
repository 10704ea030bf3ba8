import { z } from 'zod'
import { namedLocations } from '../../datasets/entra/conditional-access.ts'
import { defineCollector } from '../collector.ts'
import { rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'

const named = { id: z.string(), displayName: z.string() }

const ip = z.object({
  ...named,
  '@odata.type': z.literal('#microsoft.graph.ipNamedLocation'),
  isTrusted: z.boolean(),
  ipRanges: z.array(z.object({ cidrAddress: z.string() })),
})
const country = z.object({
  ...named,
  '@odata.type': z.literal('#microsoft.graph.countryNamedLocation'),
  countriesAndRegions: z.array(z.string()),
  includeUnknownCountriesAndRegions: z.boolean(),
})
const other = z.object({ ...named, '@odata.type': z.string().regex(/^#microsoft\.graph\.(?!ipNamedLocation$|countryNamedLocation$)/) })

const wire = z.union([ip, country, other])

const kindOf = (type: string): 'compliant-network' | 'other' => (type === '#microsoft.graph.compliantNetworkNamedLocation' ? 'compliant-network' : 'other')

export const locations = defineCollector<EntraSession>({
  name: 'entra-named-locations',
  gives: [namedLocations],
  collect: (session, at) =>
    rowsFrom(namedLocations, at, session.list({ path: '/identity/conditionalAccess/namedLocations' }), wire, (item, scope) => {
      const nothing = { id: item.id, scope, name: item.displayName, isTrusted: false, ipRanges: [], countries: [], includesUnknownCountries: false }
      if ('ipRanges' in item) return { ...nothing, kind: 'ip' as const, isTrusted: item.isTrusted, ipRanges: item.ipRanges.map(range => range.cidrAddress) }
      if ('countriesAndRegions' in item)
        return { ...nothing, kind: 'country' as const, countries: item.countriesAndRegions, includesUnknownCountries: item.includeUnknownCountriesAndRegions }
      return { ...nothing, kind: kindOf(item['@odata.type']) }
    }),
})
