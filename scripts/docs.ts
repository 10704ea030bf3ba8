import { writeFileSync } from 'node:fs'
import { committed, generatedFiles } from './generated-docs.ts'

for (const { path, text } of generatedFiles()) {
  if (committed(path) === text) continue
  writeFileSync(new URL(`../${path}`, import.meta.url), text)
  console.log(`wrote ${path}`)
}
