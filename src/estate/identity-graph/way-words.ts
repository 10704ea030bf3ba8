import type { Assurance } from '../../analysis/conditional-access/assurance.ts'
import type { GraphEdge } from '../../analysis/identity-graph/graph.ts'
import type { Way } from '../../analysis/identity-graph/weakest-ways.ts'
import type { EstateGraph } from './join-graph.ts'

/** What is enough for a way, for people: `a password`. */
export const enoughFor: Readonly<Record<Assurance, string>> = {
  none: 'nothing',
  'single-factor': 'a password',
  'mfa-when-necessary': 'MFA only when Microsoft judges it necessary',
  mfa: 'MFA that can be phished',
  'phishing-resistant': 'a phishing-resistant method',
  blocked: 'nothing that is let in',
}

const nameOf = ({ graph }: EstateGraph, id: string): string => {
  const number = graph.numberOf(id)
  return (number === undefined ? undefined : graph.nodes[number]?.name) ?? id
}

/** One step of a way in words. */
export const stepInWords = (estate: EstateGraph, { from, by, open }: GraphEdge): string =>
  `${nameOf(estate, from)} ${by}${open === undefined ? '' : ` (${open})`}`

/** Each step of a way in words, from the entry to the goal. */
export const stepsInWords = (estate: EstateGraph, { edges, goal }: Way): readonly string[] => [...edges.map(edge => stepInWords(estate, edge)), goal.name]

/** What is left open along a way, in one clause. */
export const openAlong = ({ edges }: Way): string => edges.find(({ certainty }) => certainty === 'possible')?.open ?? 'a step could not be decided'

/** What was not read, for a sentence about somebody of whom nothing else is open. */
export const hiddenBy = (blind: readonly string[]): string => `what could not be read may hide a way: ${blind.join('; ')}`
