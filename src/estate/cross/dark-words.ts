import type { Gap } from '../../dataset.ts'

/** What could not be read, in words, each once; beyond `most` they are counted. */
export const darkInWords = (dark: readonly Gap[], most = 5): readonly string[] => {
  const all = [...new Set(dark.map(({ dataset, scope, detail }) => `${dataset} of ${scope} could not be read (${detail})`))]
  return all.length <= most ? all : [...all.slice(0, most), `${all.length - most} more could not be read`]
}
