import type { Source } from '../collect/collector.ts'
import type { Config } from '../config.ts'

/**
 * What the config names, as sources. The wire is not touched yet, and of a cloud that is not named no code is loaded. `deadline` ends every call;
 * the environment is looked up for secrets by the names the config gives, and paths in it are relative to `folder`.
 */
export const sourcesOf = async (
  { aws, entra, limits }: Config,
  environment: NodeJS.ProcessEnv,
  deadline: AbortSignal,
  folder: string,
): Promise<readonly Source<unknown>[]> => {
  const until = Date.now() + limits.deadline
  const sources: unknown[] = []
  if (aws.length > 0) {
    const { awsSource } = await import('../collect/aws/source.ts')
    const entered = new Set<string>()
    const restEndpoint = environment.AWS_ENDPOINT_URL || undefined
    sources.push(...aws.map(entry => awsSource({ ...entry, restEndpoint, entered, deadline: until, signal: deadline })))
  }
  if (entra.length > 0) {
    const { entraSource } = await import('../collect/entra/discover.ts')
    const options = { environment: (name: string) => environment[name], deadline: until, signal: deadline, folder }
    sources.push(...entra.map(entry => entraSource(entry, options)))
    const withAzure = entra.flatMap(({ azure, ...entry }) => (azure === undefined ? [] : [{ ...entry, azure }]))
    if (withAzure.length > 0) {
      const { azureSource } = await import('../collect/azure/discover.ts')
      sources.push(...withAzure.map(entry => azureSource(entry, options)))
    }
  }
  return sources as readonly Source<unknown>[]
}
