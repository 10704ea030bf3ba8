import type { IamGroup, IamPolicy, IamUser } from '../../datasets/aws/iam.ts'

const SERVICE = 'codecommit'

/** Whether a glob of IAM (`*`, `?`, any case) matches a text, in time proportional to both, whoever wrote it. */
const globMatches = (glob: string, text: string): boolean => {
  const pattern = glob.toLowerCase()
  // The places in the pattern where reading may stand after so much of the text.
  let at = new Set([0])
  const pastStars = (places: Set<number>): Set<number> => {
    for (const place of places) if (pattern[place] === '*') places.add(place + 1)
    return places
  }
  at = pastStars(at)
  for (const character of text) {
    const next = new Set<number>()
    for (const place of at) {
      if (pattern[place] === '*') next.add(place)
      else if (pattern[place] === '?' || pattern[place] === character) next.add(place + 1)
    }
    at = pastStars(next)
  }
  return at.has(pattern.length)
}

/** Whether an action pattern could name an action of CodeCommit. Only `*` names one without a colon. */
const mayNameAction = (pattern: unknown): boolean => {
  if (typeof pattern !== 'string') return true
  const colon = pattern.indexOf(':')
  return colon === -1 ? pattern.includes('*') : globMatches(pattern.slice(0, colon), SERVICE)
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])

const mayAllow = (statement: unknown): boolean => {
  if (typeof statement !== 'object' || statement === null) return true
  const { Effect, Action } = statement as { readonly Effect?: unknown; readonly Action?: unknown }
  if (Effect === 'Deny') return false
  // What is not in `NotAction` is allowed, which is hardly ever all of CodeCommit.
  return Action === undefined || listOf(Action).some(mayNameAction)
}

/** Whether a policy could allow an action of CodeCommit. Conditions, resources and denials are not looked at: a question too many costs one request. */
export const mayAllowCodeCommit = (document: string): boolean => {
  try {
    const parsed: unknown = JSON.parse(document)
    if (typeof parsed !== 'object' || parsed === null) return true
    return listOf(Reflect.get(parsed, 'Statement')).some(mayAllow)
  } catch {
    return true
  }
}

/**
 * The users who may be able to use an SSH key, for which CodeCommit is all there is: those with a policy, their own or a group's, that could allow one of
 * its actions. A group or policy that is not among the given ones counts as one that does.
 */
export const codeCommitUsers = (users: readonly IamUser[], groups: readonly IamGroup[], policies: readonly IamPolicy[]): readonly IamUser[] => {
  const managed = new Map(policies.map(({ arn, document }) => [arn, mayAllowCodeCommit(document)]))
  const may = ({ inlinePolicies, attachedPolicies }: Pick<IamUser, 'inlinePolicies' | 'attachedPolicies'>): boolean =>
    attachedPolicies.some(({ arn }) => managed.get(arn) ?? true) || inlinePolicies.some(({ document }) => mayAllowCodeCommit(document))
  const ofGroup = new Map(groups.map(group => [group.name, may(group)]))
  return users.filter(user => may(user) || user.groups.some(name => ofGroup.get(name) ?? true))
}
