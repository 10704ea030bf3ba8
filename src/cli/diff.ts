import pc from 'picocolors'
import { type Assessment, type Changes, type Finding, severities } from '../assessment.ts'
import { compare, earlierRun, knownTo } from '../changes.ts'
import { judgeGate, parseGate } from '../gate.ts'
import { ExitError, exitCodeOf, exitCodes } from './exit-codes.ts'
import { readAssessment } from './read-assessment.ts'
import { safe } from './safe-text.ts'
import { terminalWidth, useColor } from './terminal.ts'
import { wrapped } from './words.ts'

interface Options {
  readonly json?: boolean
  readonly failOn?: string
}

type Line = Pick<Finding, 'severity' | 'rule' | 'message' | 'subject'>

const byWorst = (a: Line, b: Line): number =>
  severities.indexOf(a.severity) - severities.indexOf(b.severity) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)

const block = (title: string, lines: readonly (Line & { readonly why?: string })[], colors: ReturnType<typeof pc.createColors>, width: number): string[] =>
  lines.length === 0
    ? []
    : [
        '',
        colors.bold(`${title} (${lines.length})`),
        ...lines
          .toSorted(byWorst)
          .flatMap(({ severity, rule, message, subject, why }) => [
            `  ${severity.padEnd(8)}  ${safe(rule)}  ${colors.dim(safe(subject.scope))}`,
            ...wrapped(message, '            ', width),
            ...(why === undefined ? [] : wrapped(why, '            ? ', width)),
          ]),
      ]

const words = (before: Assessment, after: Assessment, changes: Changes): string => {
  const colors = pc.createColors(useColor())
  const width = terminalWidth()
  const now = new Map(after.results.flatMap(({ findings }) => findings).map(finding => [finding.fingerprint, finding]))
  const fresh = changes.fresh.flatMap(fingerprint => now.get(fingerprint) ?? [])
  const changed = changes.changed.flatMap(({ fingerprint, from, to }) => {
    const finding = now.get(fingerprint)
    return finding === undefined || finding.foldedInto !== undefined ? [] : [{ ...finding, message: `${from} -> ${to}: ${finding.message}` }]
  })
  const isOpen = (finding: Finding): boolean => finding.foldedInto === undefined && finding.exception === undefined
  const still = [...now.values()].filter(isOpen).length - fresh.length
  return [
    `From ${before.now} to ${after.now}`,
    `Score  ${before.score.overall ?? 'none'} -> ${after.score.overall ?? 'none'}${before.score.formula === after.score.formula ? '' : colors.dim('  by different formulas: not comparable')}`,
    `Found  ${fresh.length} new, ${changes.fixed.length} fixed, ${still} still there, ${changes.lost.length} lost from sight`,
    ...block('New', fresh, colors, width),
    ...block('Of another severity', changed, colors, width),
    ...block('Fixed', changes.fixed, colors, width),
    ...block('Lost from sight', changes.lost, colors, width),
    '',
  ].join('\n')
}

/** `postern diff`: what became of the findings of one assessment in another. What could not be looked at again is lost from sight, never fixed. */
export const diff = async (beforeFile: string, afterFile: string, { json = false, failOn = 'none' }: Options): Promise<void> => {
  const gate = parseGate(failOn)
  if (gate === undefined) throw new ExitError(exitCodes.usage, `--fail-on ${failOn}: must be none, or severities such as critical or new:high,any:critical`)
  const before = await readAssessment(beforeFile)
  const after = await readAssessment(afterFile)
  const earlier = earlierRun(before)
  const { results, changes } = compare(
    after.results,
    after.scopes.map(({ id }) => id),
    after.now,
    earlier,
  )
  const stated: Changes & { readonly until: string } = { ...changes, until: after.now }
  process.stdout.write(json ? `${JSON.stringify(stated, undefined, 2)}\n` : words(before, after, changes))
  const verdict = judgeGate({ failOn, gate, results, allowUnknown: new Set(), baseline: knownTo(earlier, results), threw: [] })
  if (verdict.status === 'failed' || verdict.status === 'incomplete') process.stderr.write(`${verdict.why}\n`)
  process.exitCode = exitCodeOf(verdict)
}
