import type { ParsedPolicy } from './policy-document.ts'
import { allowsEverything } from './statement-scope.ts'

/** Whether service control policies take anything away from an account; `unreadable`: a document that could not be read might. */
export type Restraint = 'restrains' | 'nothing' | 'unreadable'

/**
 * What the policies attached at one level (root, unit or account) take away. They grant together, so an allow list beside `FullAWSAccess` takes nothing
 * away; any Deny does. AWS keeps at least one attached everywhere: a level with none is not believed to restrain.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
export const restraintAt = (attached: readonly ParsedPolicy[]): Restraint => {
  if (attached.length === 0) return 'nothing'
  const readable = attached.filter(policy => policy.kind === 'policy')
  if (readable.some(({ statements }) => statements.some(({ effect }) => effect === 'Deny'))) return 'restrains'
  if (readable.length < attached.length) return 'unreadable'
  return readable.some(allowsEverything) ? 'nothing' : 'restrains'
}

/** What holds for an account: every level from the root down to the account itself must allow, so one that restrains suffices. */
export const restraintAlong = (levels: readonly Restraint[]): Restraint => {
  if (levels.includes('restrains')) return 'restrains'
  return levels.includes('unreadable') ? 'unreadable' : 'nothing'
}
