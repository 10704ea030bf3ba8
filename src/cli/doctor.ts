import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pc from 'picocolors'
import { rules } from '../../rules/index.ts'
import { type Darkness, diagnose, isBeyondGranting, type ScopeDiagnosis } from '../doctor.ts'
import { loadConfig } from './config-file.ts'
import { couldWrite } from './could-write.ts'
import { exitCodes } from './exit-codes.ts'
import { judge } from './judge.ts'
import type { LogFormat } from './progress.ts'
import { safe } from './safe-text.ts'
import { openSnapshot } from './snapshot-folder.ts'
import { sourcesOf } from './sources.ts'
import { takeSnapshot } from './take-snapshot.ts'
import { terminalWidth, useColor } from './terminal.ts'
import { wrapped } from './words.ts'

interface Options {
  readonly config?: string
  readonly json?: boolean
  readonly logFormat: LogFormat
}

const RULES_SHOWN = 4
const TABLES_SHOWN = 6

type Colors = ReturnType<typeof pc.createColors>

const someOf = (names: readonly string[], most: number): string =>
  names.length <= most ? names.join(', ') : `${names.slice(0, most).join(', ')} and ${names.length - most} more`

const rulesInWords = (ids: readonly string[]): string => {
  if (ids.length === 0) return 'no rule is unanswered for it'
  return `${ids.length} ${ids.length === 1 ? 'rule goes' : 'rules go'} unanswered: ${someOf(ids, RULES_SHOWN)}`
}

const darkLines = (dark: Darkness, colors: Colors, width: number): string[] => {
  const mark = isBeyondGranting(dark) ? colors.dim('-') : colors.magenta('?')
  const [first = '', ...more] = wrapped(`${someOf(dark.datasets, TABLES_SHOWN)}: ${dark.reason}: ${dark.detail}`, '      ', width)
  return [
    `    ${mark} ${first.trimStart()}`,
    ...more,
    ...(dark.permission === undefined ? [] : [`      ${colors.cyan(`grant ${safe(dark.permission)}`)}`]),
    ...wrapped(rulesInWords(dark.rules), '      ', width),
  ]
}

const scopeLines = (scope: ScopeDiagnosis, colors: Colors, width: number): string[] => {
  const all = scope.complete + scope.incomplete
  const isWhole = scope.dark.every(isBeyondGranting)
  const label = scope.id.endsWith(`/${scope.name}`) ? scope.id : `${scope.id} ${scope.name}`
  return [
    '',
    `${isWhole ? colors.green('ok') : colors.magenta('??')}  ${colors.bold(safe(label))}`,
    ...(scope.identity === undefined ? [] : [colors.dim(`    as ${safe(scope.identity)}`)]),
    `    ${scope.complete} of ${all} ${all === 1 ? 'table' : 'tables'} complete, ${scope.requests} ${scope.requests === 1 ? 'request' : 'requests'}`,
    ...scope.dark.flatMap(dark => darkLines(dark, colors, width)),
    ...scope.warnings.flatMap(warning =>
      wrapped(warning, '    ', width).map((line, index) => (index === 0 ? `  ${colors.yellow('!')} ${line.trimStart()}` : line)),
    ),
  ]
}

/**
 * `postern doctor`: reads everything as a scan does, keeps nothing, and says in each scope what could not be read, what to grant for it and which rules
 * it costs; and whether a credential could do more than read. Exits 0 where nothing is left to grant, 3 where something is, 4 where nothing let it in.
 */
export const doctor = async ({ config: file, json = false, logFormat }: Options): Promise<void> => {
  const loaded = await loadConfig(file, rules)
  const folder = await mkdtemp(join(tmpdir(), 'postern-doctor-'))
  try {
    const at = join(folder, 'snapshot')
    const { unauthenticated, entered } = await takeSnapshot(loaded.config, {
      sourcesOf: deadline => sourcesOf(loaded.config, process.env, deadline, loaded.folder),
      folder: at,
      logFormat,
    })
    const snapshot = openSnapshot(at)
    const scopes = entered ? diagnose(judge(snapshot, loaded.config, { allowUnknown: [] }), couldWrite(snapshot)) : []
    const isWhole = unauthenticated.length === 0 && scopes.every(({ dark }) => dark.every(isBeyondGranting))
    if (json) process.stdout.write(`${JSON.stringify({ complete: isWhole, scopes, unauthenticated }, undefined, 2)}\n`)
    else {
      const colors = pc.createColors(useColor())
      const dark = scopes.filter(scope => !scope.dark.every(isBeyondGranting)).length
      const verdict = isWhole
        ? 'Everything that can be granted is: a scan would leave nothing unread for want of a permission.'
        : entered
          ? `${dark + unauthenticated.length} of ${scopes.length + unauthenticated.length} cannot be read whole.`
          : 'No credential let anything in.'
      process.stdout.write([...scopes.flatMap(scope => scopeLines(scope, colors, terminalWidth())), '', verdict, ''].join('\n').replace(/^\n/, ''))
    }
    process.exitCode = entered ? (isWhole ? exitCodes.passed : exitCodes.incomplete) : exitCodes.unauthenticated
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
