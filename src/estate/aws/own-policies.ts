import { type ParsedPolicy, parsePolicy } from '../../analysis/iam/policy-document.ts'
import { allowsOfEverything } from '../../analysis/iam/statement-scope.ts'
import type { Row } from '../../dataset.ts'
import { type IamGroup, type IamRole, type IamUser, iamGroups, iamPolicies, iamRoles, iamUsers } from '../../datasets/aws/iam.ts'
import { defineView, tableOf } from '../needs.ts'

/** A policy that somebody of the account wrote: a managed one of its own, or an inline one, whose `id` is `<holder's id>#<name>`. */
export interface OwnPolicy extends Row {
  readonly document: string
  readonly policy: ParsedPolicy
  /** The user, group or role whose inline policy it is. */
  readonly inlineOf?: { readonly id: string; readonly kind: 'user' | 'group' | 'role'; readonly name: string } | undefined
  /** Whether somebody holds it. */
  readonly isHeld: boolean
  /** Whether it allows everything, under whatever conditions. */
  readonly isEverything: boolean
}

const isEverything = (policy: ParsedPolicy): boolean => policy.kind === 'policy' && allowsOfEverything(policy).length > 0

const read = (document: string): Pick<OwnPolicy, 'policy' | 'isEverything'> => {
  const policy = parsePolicy(document)
  return { policy, isEverything: isEverything(policy) }
}

/**
 * The policies that people of the account wrote and that grant something. Left out are AWS's own, what only serves as a permissions boundary, and inline
 * policies of roles that services and Identity Center make.
 */
export const ownPolicies = defineView({
  name: 'own-policies',
  per: 'aws-account',
  needs: { iamPolicies, iamUsers, iamGroups, iamRoles },
  build({ iamPolicies, iamUsers, iamGroups, iamRoles }) {
    const inline = (kind: 'user' | 'group' | 'role', holder: IamUser | IamGroup | IamRole): readonly OwnPolicy[] =>
      /^\/aws-(?:service-role|reserved)\//.test(holder.path)
        ? []
        : holder.inlinePolicies.map(({ name, document }) => ({
            id: `${holder.id}#${name}`,
            scope: holder.scope,
            name: `${name} of ${holder.name}`,
            partOf: holder.id,
            document,
            ...read(document),
            inlineOf: { id: holder.id, kind, name: holder.name },
            isHeld: true,
          }))
    const managed = [...iamPolicies]
      .filter(({ isAwsManaged, attachmentCount, boundaryUsageCount }) => !isAwsManaged && !(attachmentCount === 0 && boundaryUsageCount > 0))
      .map(
        ({ id, scope, name, document, attachmentCount }): OwnPolicy => ({
          id,
          scope,
          name,
          document,
          ...read(document),
          isHeld: attachmentCount > 0,
        }),
      )
    return tableOf<OwnPolicy>([
      ...managed,
      ...[...iamUsers].flatMap(user => inline('user', user)),
      ...[...iamGroups].flatMap(group => inline('group', group)),
      ...[...iamRoles].flatMap(role => inline('role', role)),
    ])
  },
})
