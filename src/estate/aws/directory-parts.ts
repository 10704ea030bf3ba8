import { type DirectoryCertificate, directoryCertificates, directoryEventTopics, directoryLogSubscriptions } from '../../datasets/aws/directories.ts'
import { defineView } from '../needs.ts'

/** The certificates of each directory, by the directory's id. */
export const certificatesOfDirectories = defineView({
  name: 'certificates-of-directories',
  per: 'aws-account',
  needs: { directoryCertificates },
  build: ({ directoryCertificates }): ReadonlyMap<string, readonly DirectoryCertificate[]> =>
    Map.groupBy(directoryCertificates, ({ directoryId }) => directoryId),
})

/** Who is told of a directory. */
export interface DirectoryWatch {
  /** Names of log groups. */
  readonly logGroups: readonly string[]
  /** ARNs of topics that are there. */
  readonly topics: readonly string[]
}

/** Where the security log of each directory goes, and who is told how it fares. */
export const watchOfDirectories = defineView({
  name: 'watch-of-directories',
  per: 'aws-account',
  needs: { directoryLogSubscriptions, directoryEventTopics },
  build({ directoryLogSubscriptions, directoryEventTopics }): (id: string) => DirectoryWatch {
    const logs = Map.groupBy(directoryLogSubscriptions, ({ directoryId }) => directoryId)
    const topics = Map.groupBy(directoryEventTopics, ({ directoryId }) => directoryId)
    return id => ({
      logGroups: (logs.get(id) ?? []).map(({ name }) => name),
      topics: (topics.get(id) ?? []).filter(({ status }) => status === 'Registered').map(({ name }) => name),
    })
  },
})
