import { awsSource } from '../collect/aws/source.ts'
import type { Source } from '../collect/collector.ts'
import { entraSource } from '../collect/entra/discover.ts'
import type { Config } from '../config.ts'

/** What the config names, as sources. The wire is not touched yet. `deadline` ends every call; the environment is looked up for secrets by the names the config gives, and paths in it are relative to `folder`. */
export const sourcesOf = (
  { aws, entra, limits }: Config,
  environment: NodeJS.ProcessEnv,
  deadline: AbortSignal,
  folder: string,
): readonly Source<unknown>[] => {
  const until = Date.now() + limits.deadline
  const entered = new Set<string>()
  return [
    ...aws.map(entry => awsSource({ ...entry, entered, deadline: until, signal: deadline })),
    ...entra.map(entry => entraSource(entry, { environment: name => environment[name], deadline: until, signal: deadline, folder })),
  ] as readonly Source<unknown>[]
}
