import { administersReservedRole } from '../../analysis/iam/alone.ts'
import { canonicalDocument } from '../../analysis/iam/canonical-document.ts'
import { type ParsedPolicy, parsePolicy } from '../../analysis/iam/policy-document.ts'
import { allowsEverything, allowsOfEverything } from '../../analysis/iam/statement-scope.ts'
import { nativeId } from '../../dataset.ts'
import { iamPolicies, iamRoles } from '../../datasets/aws/iam.ts'
import { defineEstateView } from '../needs.ts'

/** A role that Identity Center made in an account for a permission set, in terms that compare with the set and with other accounts. */
export interface ReservedRole {
  /** The name of the permission set. */
  readonly set: string
  /** AWS-managed policies by ARN, customer-managed ones by path and name; sorted. */
  readonly attached: readonly string[]
  /** Absent: none. */
  readonly inline?: string | undefined
  readonly boundary?: string | undefined
  /** What its customer-managed policies and boundary say in this account, whose number is written ACCOUNT, by path and name. */
  readonly documents: ReadonlyMap<string, string>
  /**
   * Whether its policies in this account allow everything, or to make a user or role with any policy; `unknown`: on a condition, less something, or one of
   * them could not be read.
   */
  readonly administrator: 'yes' | 'no' | 'unknown'
}

/** Reserved roles by account number; an account that could not be read is absent. */
type ReservedRoles = ReadonlyMap<string, readonly ReservedRole[]>

/** `AWSReservedSSO_<set>_<16 hex>`: https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html */
const setOf = (name: string): string | undefined => /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(name)?.[1]

/** An ARN of AWS's own policy as it is; one of the account as path and name. */
const comparable = (arn: string): string => /^arn:[^:]*:iam::\d{12}:policy(\/.+)$/.exec(arn)?.[1] ?? arn

const denies = (policy: ParsedPolicy): boolean => policy.kind === 'policy' && policy.statements.some(({ effect }) => effect === 'Deny')

const administratorBy = (documents: readonly string[], boundary: ParsedPolicy | undefined, account: string): ReservedRole['administrator'] => {
  const policies = documents.map(parsePolicy)
  const isEverything = (policy: ParsedPolicy): boolean => policy.kind === 'policy' && allowsEverything(policy)
  const isDoubtful = (policy: ParsedPolicy): boolean => policy.kind === 'unreadable' || allowsOfEverything(policy).length > 0
  const isUnlimited = boundary === undefined || (isEverything(boundary) && !denies(boundary))
  if (!policies.some(isEverything)) {
    const { answer } = administersReservedRole(documents, { account })
    if (answer === 'yes' && isUnlimited) return 'yes'
    return answer !== 'no' || policies.some(isDoubtful) ? 'unknown' : 'no'
  }
  return isUnlimited && !policies.some(denies) ? 'yes' : 'unknown'
}

/** What Identity Center made of its permission sets in each account; only it can change these roles, but not the policies that they name. */
export const reservedRoles = defineEstateView({
  name: 'reserved-roles',
  per: ['aws-account'],
  needs: { iamRoles, iamPolicies },
  handlesDark: true,
  distil({ iamRoles, iamPolicies }, at): readonly ReservedRole[] {
    const account = nativeId(at.id)
    const byArn = new Map([...iamPolicies].map(({ arn, document }) => [arn, document]))
    const textOf = (arn: string): string => byArn.get(arn) ?? ''
    const texts = new Map([...iamPolicies].flatMap(({ arn, isAwsManaged, document }) => (isAwsManaged ? [] : [[comparable(arn), document] as const])))
    return [...iamRoles].flatMap((role): ReservedRole[] => {
      const set = role.path.startsWith('/aws-reserved/sso.amazonaws.com/') ? setOf(role.name) : undefined
      if (set === undefined) return []
      const attached = role.attachedPolicies.map(({ arn }) => comparable(arn)).sort()
      const boundary = role.boundaryArn === undefined ? undefined : comparable(role.boundaryArn)
      const named = [...attached, ...(boundary === undefined ? [] : [boundary])].filter(name => texts.has(name))
      const inline = role.inlinePolicies.map(({ document }) => canonicalDocument(document)).sort()
      return [
        {
          set,
          attached,
          inline: inline.length === 0 ? undefined : inline.join('\n'),
          boundary,
          administrator: administratorBy(
            [...role.attachedPolicies.map(({ arn }) => textOf(arn)), ...role.inlinePolicies.map(({ document }) => document)],
            role.boundaryArn === undefined ? undefined : parsePolicy(textOf(role.boundaryArn)),
            account,
          ),
          documents: new Map(named.map(name => [name, canonicalDocument(texts.get(name) ?? '').replaceAll(account, 'ACCOUNT')])),
        },
      ]
    })
  },
  join: (parts): ReservedRoles => new Map([...parts].map(([scope, roles]) => [nativeId(scope), roles])),
})
