import { nativeId } from '../../dataset.ts'
import { awsRegions } from '../../datasets/aws/regions.ts'
import { userPools } from '../../datasets/aws/user-pools.ts'
import { scopes } from '../../datasets/scopes.ts'
import { defineView } from '../needs.ts'
import { darknessIn } from './rows-by-part.ts'

/** Whether the user pools of a place are among those judged: `left-out` where this scan does not look there; `elsewhere`: another account that is scanned knows. */
export type PoolCoverage =
  | { readonly kind: 'judged' }
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'left-out'; readonly why: string }
  | { readonly kind: 'unread'; readonly why: string }

/** Tells whether the user pools of an account and Region are judged by this scan. */
export const userPoolCoverage = defineView({
  name: 'user-pool-coverage',
  per: 'aws-account',
  needs: { awsRegions, userPools, scopes },
  toleratesPartsOf: ['userPools'],
  build({ awsRegions, userPools, scopes }, at, missing): (account: string, region: string) => PoolCoverage {
    const accounts = new Set([...scopes].filter(({ kind }) => kind === 'aws-account').map(({ id }) => nativeId(id)))
    const regions = new Set([...awsRegions].map(({ id }) => id))
    const seen = new Set([...userPools].map(({ part }) => part))
    const gaps = missing('userPools')
    return (account, region) => {
      if (!accounts.has(account)) return { kind: 'left-out', why: `account ${account} is not scanned` }
      if (account !== nativeId(at.id)) return { kind: 'elsewhere' }
      if (!regions.has(region) && !seen.has(region)) return { kind: 'left-out', why: `Region ${region} is not looked at` }
      const why = darknessIn(gaps, region)
      return why === undefined ? { kind: 'judged' } : { kind: 'unread', why }
    }
  },
})
