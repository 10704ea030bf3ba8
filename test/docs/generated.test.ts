import { describe, expect, it } from 'vitest'
import { committed, generatedFiles } from '../../scripts/generated-docs.ts'

describe('generated files', () => {
  it.each(generatedFiles().map(({ path, text }) => [path, text] as const))('%s is as `npm run docs` makes it', (path, text) => {
    expect(committed(path)).toBe(text)
  })
})
