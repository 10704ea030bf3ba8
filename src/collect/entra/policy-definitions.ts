import { z } from 'zod'

/** What a policy's definition says, which Graph gives as text of JSON; undefined where it is not what is documented. */
export const definitionOf = <T>(definition: readonly string[], shape: z.ZodType<T>): T | undefined => {
  const [text] = definition
  if (text === undefined) return undefined
  try {
    return shape.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** Minutes in `hh:mm:ss` or `dd.hh:mm:ss`; undefined for anything else. https://learn.microsoft.com/graph/api/resources/tokenlifetimepolicy */
export const minutesOf = (lifetime: string): number | undefined => {
  const [, days = '0', hours, minutes, seconds] = /^(?:(\d+)\.)?(\d+):(\d+):(\d+)$/.exec(lifetime) ?? []
  if (hours === undefined) return undefined
  return Number(days) * 1_440 + Number(hours) * 60 + Number(minutes) + Number(seconds) / 60
}

const entry = z.object({
  Value: z.string().optional(),
  ID: z.string().optional(),
  Source: z.string().optional(),
  TransformationId: z.string().optional(),
  SamlClaimType: z.string().optional(),
  JwtClaimType: z.string().optional(),
})
const transformation = z.object({
  ID: z.string(),
  TransformationMethod: z.string().optional(),
  InputClaims: z.array(z.unknown()).optional(),
  InputParameters: z.array(z.object({ ID: z.string().optional(), Value: z.string().optional() })).optional(),
})
const claims = z.object({
  ClaimsMappingPolicy: z.object({
    ClaimsSchema: z.array(entry).optional(),
    // Documented in the singular, written in the plural by some: both are in use.
    ClaimsTransformation: z.array(transformation).optional(),
    ClaimsTransformations: z.array(transformation).optional(),
  }),
})

/** Claims that a claims mapping policy makes the same for everybody: given as a value, or made from parameters alone. https://learn.microsoft.com/entra/identity-platform/reference-claims-customization */
export const constantsOf = (definition: readonly string[]): { readonly claim: string; readonly value: string }[] | undefined => {
  const policy = definitionOf(definition, claims)?.ClaimsMappingPolicy
  if (policy === undefined) return undefined
  const made = new Map(
    [...(policy.ClaimsTransformation ?? []), ...(policy.ClaimsTransformations ?? [])]
      .filter(({ InputClaims = [] }) => InputClaims.length === 0)
      .map(({ ID, InputParameters = [] }) => [ID, InputParameters.flatMap(({ Value }) => (Value === undefined ? [] : [Value])).join('')] as const),
  )
  return (policy.ClaimsSchema ?? []).flatMap(({ Value, TransformationId, SamlClaimType, JwtClaimType }) => {
    const value = Value ?? (TransformationId === undefined ? undefined : made.get(TransformationId))
    const claim = SamlClaimType ?? JwtClaimType
    return value === undefined || claim === undefined ? [] : [{ claim, value }]
  })
}
