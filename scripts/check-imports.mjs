// Cruises the imports by the law in .dependency-cruiser.mjs. Red too when it saw fewer modules than there are files:
// a compiler whose API the cruiser cannot read makes it see nothing and report success.
import { globSync } from 'node:fs'
import { cruise } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'

const folders = ['src', 'rules', 'reports']
const { default: law } = await import(new URL(`file://${process.cwd()}/.dependency-cruiser.mjs`))
const { output } = await cruise(folders, { ...law.options, ruleSet: { forbidden: law.forbidden }, validate: true }, undefined, {
  tsConfig: extractTSConfig('tsconfig.json'),
})

const seen = new Set(output.modules.map(({ source }) => source))
const files = folders.flatMap(folder => globSync(`${folder}/**/*.ts`)).filter(file => !/^reports\/html\/page\//.test(file))
const unseen = files.filter(file => !seen.has(file))

const comments = new Map(law.forbidden.map(({ name, comment }) => [name, comment]))
for (const { rule, from, to, cycle } of output.summary.violations) {
  const way = cycle === undefined ? to : cycle.map(step => step.name ?? step).join(' -> ')
  process.stdout.write(`${rule.name}: ${from} -> ${way}\n    ${comments.get(rule.name)}\n`)
}
for (const file of unseen) process.stdout.write(`not cruised: ${file}\n`)
process.stdout.write(`imports: ${files.length - unseen.length} of ${files.length} files cruised, ${output.summary.violations.length} violations\n`)
process.exitCode = output.summary.violations.length === 0 && unseen.length === 0 && files.length > 0 ? 0 : 1
