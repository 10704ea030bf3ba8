import type { EdgeKind, GraphEdge } from '../../analysis/identity-graph/graph.ts'

/** What PIM asks of whoever activates. */
export interface Activation {
  readonly enabledRules: readonly string[]
  readonly authenticationContext: string | null
}

/**
 * The steps by which something is activated. Where the settings of PIM are not known, or an authentication context decides, what the activation demands is
 * left open: the sure step demands MFA, the possible one nothing. A context that no policy speaks of makes PIM ask for MFA:
 * https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-change-default-settings
 */
export const activationSteps = (
  step: Pick<GraphEdge, 'from' | 'to' | 'rows'>,
  activation: Activation | undefined,
  what: string,
  kind: EdgeKind,
): readonly GraphEdge[] => {
  const common = { ...step, kind, holding: 'eligible' } as const
  const withMfa = { ...common, demand: 'mfa', certainty: 'sure', by: `may activate ${what}, with MFA` } as const
  if (activation?.enabledRules.includes('MultiFactorAuthentication') === true) return [withMfa]
  if (activation !== undefined && activation.authenticationContext === null)
    return [{ ...common, demand: 'none', certainty: 'sure', by: `may activate ${what}, without MFA` }]
  const open =
    activation === undefined
      ? `what PIM asks of whoever activates ${what} was not read`
      : `what the authentication context ${activation.authenticationContext} demands was not followed`
  return [withMfa, { ...common, demand: 'none', certainty: 'possible', by: `may activate ${what}`, open }]
}
