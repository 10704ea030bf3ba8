import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { isSeq, parseDocument } from 'yaml'
import { rules } from '../../rules/index.ts'
import type { ExceptionReport } from '../assessment.ts'
import { except } from '../exceptions.ts'
import { parseExceptions } from '../exceptions-file.ts'
import { writeFileAtomically } from './atomic-write.ts'
import { knownRules, loadConfig } from './config-file.ts'
import { ExitError, exitCodes } from './exit-codes.ts'
import { latestAssessment, readExceptions } from './judge-context.ts'
import { outputFolder, pathForPeople } from './output-folder.ts'
import { readAssessment } from './read-assessment.ts'
import { safe } from './safe-text.ts'

interface Where {
  readonly config?: string
  readonly out?: string
  readonly file?: string
  readonly assessment?: string
}

interface Added extends Where {
  readonly reason: string
  readonly owner: string
  readonly expires: string
  readonly ticket?: string
}

/** The file that is meant: the one named, else the config's. */
const fileOf = async ({ config, file }: Where): Promise<string> => {
  if (file !== undefined) return file
  const loaded = await loadConfig(config, rules)
  if (loaded.config.exceptions === undefined)
    throw new ExitError(exitCodes.usage, 'the config names no file of exceptions; add `exceptions: exceptions.yaml` to it, or give --file')
  return resolve(loaded.folder, loaded.config.exceptions)
}

const folderOf = async (where: Where): Promise<string> => where.out ?? outputFolder(undefined, await loadConfig(where.config, rules))

const assessmentOf = async (where: Where): Promise<string> => {
  if (where.assessment !== undefined) return where.assessment
  const folder = await folderOf(where)
  const file = latestAssessment(folder)
  if (file === undefined) throw new ExitError(exitCodes.usage, `${folder} has no run to look at; name an assessment.json with --assessment`)
  return file
}

/** How the exceptions of a file fare in an assessment, whatever it was judged with. */
const reportsOn = async (exceptions: ReturnType<typeof readExceptions>, assessment: string, now: Date): Promise<readonly ExceptionReport[]> => {
  const { results, scopes } = await readAssessment(assessment)
  const bare = results.map(result => ({ ...result, findings: result.findings.map(({ exception: _, ...finding }) => finding) }))
  return except(
    bare,
    exceptions,
    now,
    scopes.map(({ id }) => id),
  ).reports
}

/** `postern exceptions lint`: whether the file can be read, and, where there is a run, how each exception fares in it. Exits 2 where it cannot, else 0. */
export const lintExceptions = async (where: Where): Promise<void> => {
  const file = await fileOf(where)
  const now = new Date()
  const exceptions = readExceptions(file, await knownRules(where.config, rules), now)
  const assessment = where.assessment ?? latestAssessment(await folderOf(where))
  for (const { status, rule, subject, expires, owner, findings } of assessment === undefined ? [] : await reportsOn(exceptions, assessment, now))
    process.stdout.write(
      `${status.padEnd(12)}  ${safe(rule)}  ${safe(subject)}  until ${expires}, ${safe(owner)}, ${findings} ${findings === 1 ? 'finding' : 'findings'}\n`,
    )
  process.stdout.write(
    `${exceptions.length} ${exceptions.length === 1 ? 'exception' : 'exceptions'} in ${safe(pathForPeople(file))}${assessment === undefined ? '; no run to try them on' : ''}\n`,
  )
}

const startOfFile = 'exceptions: []\n'

const readOrStart = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return startOfFile
    throw new ExitError(exitCodes.usage, `${file}: cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`)
  }
}

/** `postern exceptions add`: one more exception for the subject of a finding, in the file. What is written is checked first; comments in the file stay. */
export const addException = async (prefix: string, options: Added): Promise<void> => {
  const file = await fileOf(options)
  const { results } = await readAssessment(await assessmentOf(options))
  const found = results.flatMap(({ findings }) => findings.filter(({ fingerprint }) => /^[0-9a-f]{6,32}$/.test(prefix) && fingerprint.startsWith(prefix)))
  const [finding] = found
  if (finding === undefined || found.length > 1)
    throw new ExitError(
      exitCodes.usage,
      `${prefix}: ${finding === undefined ? 'no finding begins so' : `begins ${found.length} fingerprints`}; give 6 or more of its digits`,
    )
  const { reason, owner, expires, ticket } = options
  const known = await knownRules(options.config, rules)
  const now = new Date()
  const today = now.toISOString().slice(0, 10)
  if (/^\d{4}-\d\d-\d\d$/.test(expires) && expires < today) throw new ExitError(exitCodes.usage, `--expires ${expires}: is over already`)
  const before = readOrStart(file)
  const same = parseExceptions(before, file, known, now).find(
    ({ rule, subject, scope, ...other }) =>
      rule === finding.rule && subject === finding.subject.id && scope === finding.subject.scope && other.expires >= today,
  )
  if (same !== undefined)
    throw new ExitError(exitCodes.usage, `${prefix}: ${file} excepts it already, until ${same.expires}; what should be otherwise is changed there`)
  const document = parseDocument(before)
  const list = document.get('exceptions')
  if (!isSeq(list)) throw new ExitError(exitCodes.usage, `${file}: has no list \`exceptions\``)
  list.flow = false
  const node = document.createNode({
    rule: finding.rule,
    subject: finding.subject.id,
    scope: finding.subject.scope,
    reason,
    owner,
    expires,
    ...(ticket && { ticket }),
    maxSeverity: finding.severity,
  })
  // An id is for ever, but nobody knows it by heart.
  node.commentBefore = ` ${safe(finding.subject.name)}`
  list.add(node)
  const text = document.toString({ lineWidth: 0 })
  parseExceptions(text, file, known, now)
  await writeFileAtomically(file, [text])
  process.stdout.write(`${safe(finding.rule)} ${safe(finding.subject.id)} is excepted until ${expires} in ${safe(pathForPeople(file))}\n`)
}

/** `postern exceptions prune`: takes out what has expired and what covers nothing; what could not be tried everywhere stays. Comments stay with what they stand before. */
export const pruneExceptions = async (where: Where): Promise<void> => {
  const file = await fileOf(where)
  const now = new Date()
  const exceptions = readExceptions(file, await knownRules(where.config, rules), now)
  const reports = await reportsOn(exceptions, await assessmentOf(where), now)
  const document = parseDocument(readOrStart(file))
  const list = document.get('exceptions')
  if (!isSeq(list)) throw new ExitError(exitCodes.usage, `${file}: has no list \`exceptions\``)
  const isSpent = (index: number): boolean => reports[index]?.status === 'expired' || reports[index]?.status === 'unused'
  const spent = reports.filter((_, index) => isSpent(index))
  list.items = list.items.filter((_, index) => !isSpent(index))
  if (spent.length > 0) await writeFileAtomically(file, [document.toString({ lineWidth: 0 })])
  for (const { status, rule, subject } of spent) process.stdout.write(`${status}: ${safe(rule)} ${safe(subject)}\n`)
  process.stdout.write(`${spent.length} taken out, ${reports.length - spent.length} kept in ${safe(pathForPeople(file))}\n`)
}
