import { rules } from '../../rules/index.ts'
import type { Counting } from '../analysis/identity-graph/weakest-ways.ts'
import { blindSpots, entriesNamed, goalsNamed, type Reaching, whoReaches } from '../estate/identity-graph/entries.ts'
import { graphNeeds, graphOf } from '../estate/identity-graph/identity-graph.ts'
import type { EstateGraph } from '../estate/identity-graph/join-graph.ts'
import { lookUpEverywhere } from '../look-up.ts'
import { nearest } from '../nearest.ts'
import { loadConfigIfThere } from './config-file.ts'
import { ExitError, exitCodes } from './exit-codes.ts'
import { type SnapshotOptions, snapshotFolderOf } from './latest-snapshot.ts'
import { openSnapshot } from './snapshot-folder.ts'

/** What `paths` and `who-can-reach` are asked. */
export interface PathsOptions extends SnapshotOptions {
  readonly to: string
  readonly from?: string
  /** Only what stands without an activation. */
  readonly standing?: boolean
  /** Only access as it was given, not what can be taken. */
  readonly given?: boolean
  /** Also steps that could not be decided. */
  readonly possible?: boolean
  readonly limit: number
  readonly json?: boolean
}

export interface PathsAnswer {
  /** The snapshot's time. */
  readonly asOf: string
  readonly estate: EstateGraph
  readonly goals: readonly number[]
  readonly counting: Counting
  readonly reaching: readonly Reaching[]
  /** The one asked about, where nothing that leads anywhere is called so. */
  readonly stranger?: string | undefined
  /** What could not be read and may hide a way. */
  readonly blind: readonly string[]
}

const unknownGoal = ({ accountGoals, graph }: EstateGraph, word: string): ExitError => {
  const known = [...accountGoals.keys(), ...graph.nodes.flatMap(({ kind, name }) => (kind === 'aws-role' ? [name] : []))]
  const near = nearest(word, known)
  return new ExitError(
    exitCodes.usage,
    `${word}: nothing that leads anywhere is called so; name an account by number or name, a tenant, management, or the ARN or name of a role or permission set${near === undefined ? '' : ` (did you mean ${near}?)`}`,
  )
}

/** Builds the identity graph of the latest run's snapshot and searches it. Throws `ExitError` for a goal or entry that is not there. */
export const askPaths = async (options: PathsOptions): Promise<PathsAnswer> => {
  const { to, from, standing, given, possible } = options
  const snapshot = openSnapshot(await snapshotFolderOf(options))
  const declared = (await loadConfigIfThere(options.config, rules))?.config.declared ?? []
  const estate = graphOf(lookUpEverywhere(snapshot, graphNeeds, declared))
  const goals = goalsNamed(estate, to)
  if (goals.length === 0) throw unknownGoal(estate, to)
  const counting = { possible: possible === true, eligible: standing !== true, takeovers: given !== true }
  const all = whoReaches(estate, goals, counting)
  const entries = from === undefined ? undefined : new Set(entriesNamed(estate, from))
  // Whoever leads nowhere may have no node at all: to have no way is an answer, not a mistake.
  const reaching = entries === undefined ? all : all.filter(({ entry }) => entries.has(estate.graph.numberOf(entry.id) ?? -1))
  const stranger = entries?.size === 0 ? from : undefined
  return { stranger, asOf: snapshot.manifest.now, estate, goals, counting, reaching, blind: blindSpots(estate) }
}
