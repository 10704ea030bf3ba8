import { openTrustIndex } from '../../analysis/iam/trust-index.ts'
import { nativeId } from '../../dataset.ts'
import { iamRoles } from '../../datasets/aws/iam.ts'
import { defineEstateView } from '../needs.ts'

/** A role whose trust policy names another account, or everybody. */
export interface ForeignTrust {
  readonly roleArn: string
  readonly roleName: string
  /** The account of the role. */
  readonly account: string
  readonly trustPolicy: string
  /** Principals of other accounts that it names by ARN. */
  readonly named: readonly string[]
  /** Accounts that it leaves it to. */
  readonly accounts: readonly string[]
  readonly isOpen: boolean
}

const accountIn = (arn: string): string | undefined => /^arn:[^:]*:(?:iam|sts)::(\d{12}):/.exec(arn)?.[1]

/** The roles of all accounts that let in principals of other accounts, as far as their trust policies say; what the others' policies say is not looked at. */
export const foreignTrusts = defineEstateView({
  name: 'foreign-trusts',
  per: ['aws-account'],
  needs: { iamRoles },
  handlesDark: true,
  distil({ iamRoles }, at): readonly ForeignTrust[] {
    const account = nativeId(at.id)
    const trusts = openTrustIndex(account)
    return [...iamRoles].flatMap((role): ForeignTrust[] => {
      const trusted = trusts.ofDocument(role.trustPolicy)
      const foreign = [...trusted.named].filter(one => (accountIn(one) ?? one) !== account)
      const accounts = foreign.flatMap(one => (/^\d{12}$/.test(one) ? one : one.endsWith(':root') ? (accountIn(one) ?? []) : []))
      const named = foreign.filter(one => one.startsWith('arn:') && !one.endsWith(':root'))
      if (accounts.length === 0 && named.length === 0 && !trusted.isOpen) return []
      return [{ roleArn: role.arn, roleName: role.name, account, trustPolicy: role.trustPolicy, named, accounts, isOpen: trusted.isOpen }]
    })
  },
  join: (parts): readonly ForeignTrust[] => [...parts.values()].flat(),
})
