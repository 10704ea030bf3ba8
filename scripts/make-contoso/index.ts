import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { scopeFileName } from '../../src/snapshot-store/file-names.ts'
import { contosoSnapshot, filesOf } from './snapshot.ts'

const folder = fileURLToPath(new URL('../../fixtures/snapshots/contoso/', import.meta.url))
const files = filesOf(contosoSnapshot(), scopeFileName)

rmSync(folder, { recursive: true, force: true })
for (const [path, text] of files) {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
const bytes = [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0)
process.stderr.write(`${files.size} files, ${Math.round(bytes / 1024)} kB, in ${folder}\n`)
