// npm run new-rule -- <recommendation>/<rule id>: a rule and its test to start from, listed.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { recommendations } from '../src/assessment.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)

const stop = (message: string): never => {
  console.error(message)
  process.exit(2)
}

const [recommendation = '', id = '', ...rest] = (process.argv[2] ?? '').split('/')
const [, cloud] = /^(aws|entra|azure|cross)(?:-[a-z0-9]+)+$/.exec(id) ?? []
if (rest.length > 0 || cloud === undefined) stop('usage: npm run new-rule -- <recommendation>/<aws|entra|azure|cross>-<fault>')
if (!(recommendations as readonly string[]).includes(recommendation))
  stop(`no recommendation is called ${recommendation}; there are ${recommendations.join(', ')}`)
const file = `rules/${recommendation}/${id}.ts`
if (existsSync(file)) stop(`${file} is there already`)

const subjects = { aws: 'awsAccounts', entra: 'entraTenants', azure: 'azureSubscriptions', cross: 'awsOrganizations' }[
  cloud as 'aws' | 'entra' | 'azure' | 'cross'
]
const rule = `import { ${subjects} } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: '${id}',
  title: '',
  failureTitle: '',
  cloud: '${cloud}',
  severity: 'medium',
  recommendation: '${recommendation}',
  rationale: '',
  remediation: [{ text: '' }],
  verify: [{ text: '' }],
  frameworks: {},
  equivalents: {},
  references: [{ title: '', url: '' }],
  subjects: ${subjects},
  needs: {},
  check(subject) {
    return subject.name === '' ? fail(\`\${subject.id} has no name.\`, [evidence('Name', subject.name, subject.id)]) : pass()
  },
})
`
const test = `import rule from '../../../${file}'
import { given, testRule } from '../../rule-tester.ts'

testRule(rule, {
  pass: {},
  fail: {},
})
`
const index = readFileSync('rules/index.ts', 'utf8')
const name = id.replace(/-([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase())
const imports = [...index.matchAll(/^import \w+ from '\.\/.*'$/gm)].map(([line]) => line)
const path = (line: string): string => /'(.+)\.ts'/.exec(line)?.[1] ?? ''
const listed = [...imports, `import ${name} from './${recommendation}/${id}.ts'`].sort((a, b) => (path(a) < path(b) ? -1 : 1))
const place = (line: string): [number, string] => {
  const [, folder = '', file = ''] = /'\.\/([\w-]+)\/([\w-]+)\.ts'/.exec(line) ?? []
  return [(recommendations as readonly string[]).indexOf(folder), file]
}
const members = [...listed].sort((a, b) => place(a)[0] - place(b)[0] || (place(a)[1] < place(b)[1] ? -1 : 1)).map(line => `  ${line.split(' ')[1]},`)
writeFileSync(
  'rules/index.ts',
  `import type { Rule } from '../src/rule.ts'\n${listed.join('\n')}\n\n/** Every rule there is, sorted by recommendation and id. */\nexport const rules: readonly Rule[] = [\n${members.join('\n')}\n]\n`,
)
mkdirSync(`rules/${recommendation}`, { recursive: true })
mkdirSync(`test/rules/${recommendation}`, { recursive: true })
writeFileSync(file, rule)
writeFileSync(`test/rules/${recommendation}/${id}.test.ts`, test)
console.log(`wrote ${file} and its test, and listed it in rules/index.ts; fill in the words, then: npx vitest run test/rules/${recommendation}/${id}.test.ts`)
