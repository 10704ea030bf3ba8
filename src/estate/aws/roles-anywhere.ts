import { rolesAnywhereProfiles, trustAnchors } from '../../datasets/aws/roles-anywhere.ts'
import { defineView } from '../needs.ts'

/** What stands between a certificate and a role that trusts IAM Roles Anywhere, for people. */
export interface WaysIn {
  /** Enabled profiles that list the role. */
  readonly profiles: readonly string[]
  /** Enabled trust anchors. */
  readonly anchors: readonly string[]
  /** Why nobody gets in today; absent: somebody may. */
  readonly shut?: string | undefined
}

/** Tells the ways to a role by its ARN. What could not be read is told, and never counts as absent. */
export const rolesAnywhere = defineView({
  name: 'roles-anywhere',
  per: 'aws-account',
  needs: { rolesAnywhereProfiles, trustAnchors },
  handlesDark: true,
  build({ rolesAnywhereProfiles, trustAnchors }, _at, missing): (roleArn: string) => WaysIn {
    const byRole = new Map<string, string[]>()
    for (const { name, isEnabled, roleArns } of rolesAnywhereProfiles)
      if (isEnabled) for (const arn of roleArns) byRole.set(arn, [...(byRole.get(arn) ?? []), name])
    const anchors = [...trustAnchors].filter(({ isEnabled }) => isEnabled).map(({ name }) => name)
    const dark = (need: 'rolesAnywhereProfiles' | 'trustAnchors'): readonly string[] =>
      missing(need)
        .slice(0, 1)
        .map(({ detail }) => `not all could be read (${detail})`)
    const [darkProfiles, darkAnchors] = [dark('rolesAnywhereProfiles'), dark('trustAnchors')]
    return roleArn => {
      const profiles = byRole.get(roleArn) ?? []
      const shut =
        profiles.length + darkProfiles.length === 0
          ? 'No profile that is enabled lists it today.'
          : anchors.length + darkAnchors.length === 0
            ? 'No trust anchor is enabled today.'
            : undefined
      return { profiles: [...profiles, ...darkProfiles], anchors: [...anchors, ...darkAnchors], shut }
    }
  },
})
