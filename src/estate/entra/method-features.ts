import type { MethodFeature } from '../../datasets/entra/methods-policy.ts'

/** Whom a feature of the methods policy reaches. `managed`: it is left to Microsoft, who decides and may decide anew. */
export type FeatureReach = 'everybody' | 'some' | 'nobody' | 'managed'

/** https://learn.microsoft.com/graph/api/resources/authenticationmethodfeatureconfiguration */
export const reachOf = ({ state, include, exclude }: MethodFeature): FeatureReach => {
  if (state === 'default') return 'managed'
  if (state !== 'enabled' || include === null) return 'nobody'
  return include === 'all_users' && exclude === null ? 'everybody' : 'some'
}

/** A feature in words for evidence. */
export const featureWords = (feature: MethodFeature): string => {
  const reach = reachOf(feature)
  if (reach === 'managed') return 'default, left to Microsoft'
  if (reach !== 'some') return feature.state
  return `enabled for ${feature.include === 'all_users' ? 'everybody' : feature.include}${feature.exclude === null ? '' : ` but ${feature.exclude}`}`
}
