import { adviceFor } from '../../analysis/iam/confused-deputies.ts'
import type { TrustedParty } from '../../analysis/iam/trusted-parties.ts'
import type { Row } from '../../dataset.ts'
import { iamRoles } from '../../datasets/aws/iam.ts'
import { defineView, tableOf } from '../needs.ts'
import { deploymentTool, isAwsOwned } from './role-makers.ts'
import { partiesOfRoles } from './trusted-parties.ts'

/** A role and a service that could be led to use it for somebody else; `id` is `<role id>#<service principal>`. */
export interface ServiceTrust extends Row {
  readonly roleId: string
  readonly service: string
  /** The documentation that advises to narrow the trust. Absent: the trust policy could not be read. */
  readonly advice?: string | undefined
  readonly unreadable?: string | undefined
  /** The statements that let the service in. */
  readonly parties: readonly TrustedParty[]
}

interface Trust {
  readonly service: string
  readonly advice: string
  readonly by: readonly TrustedParty[]
}

const trustsIn = (parties: readonly TrustedParty[]): readonly Trust[] => {
  const services = Map.groupBy(
    parties.filter(({ kind }) => kind === 'service'),
    ({ value }) => value,
  )
  return [...services].flatMap(([service, by]) => {
    const advice = adviceFor(service)
    return advice === undefined ? [] : [{ service, advice, by }]
  })
}

/** Trusts in services that say for whom they act. Roles that AWS made are left out, and those called like a deployment tool's. */
export const serviceTrusts = defineView({
  name: 'service-trusts',
  per: 'aws-account',
  needs: { iamRoles, partiesOfRoles },
  build({ iamRoles, partiesOfRoles }) {
    // Roles with the same trust policy have the same list of parties.
    const known = new Map<readonly TrustedParty[], readonly Trust[]>()
    const trustsOf = (parties: readonly TrustedParty[]): readonly Trust[] => {
      const before = known.get(parties)
      if (before !== undefined) return before
      const fresh = trustsIn(parties)
      known.set(parties, fresh)
      return fresh
    }
    return tableOf(
      [...iamRoles]
        .filter(role => !isAwsOwned(role) && deploymentTool(role) === undefined)
        .flatMap(({ id, scope, name }): ServiceTrust[] => {
          const { parties, unreadable } = partiesOfRoles.get(id) ?? { parties: [], unreadable: 'it is not there' }
          const of = () => ({ scope, name, partOf: id, roleId: id })
          if (unreadable !== undefined) return [{ ...of(), id: `${id}#unreadable`, service: 'unreadable', unreadable, parties: [] }]
          return trustsOf(parties).map(({ service, advice, by }) => ({ ...of(), id: `${id}#${service}`, service, advice, parties: by }))
        }),
    )
  },
})
