import pc from 'picocolors'
import type { AccountPermissions } from '../analysis/iam/account-permissions.ts'
import type { Decision } from '../analysis/iam/decision.ts'
import { statementWords } from '../analysis/iam/decision-words.ts'
import { wordsOf } from '../analysis/iam/expression.ts'
import { permissionsOfPrincipals } from '../estate/aws/permissions-of-principals.ts'
import { describeGaps } from '../gap-words.ts'
import { openScopeFor } from '../look-up.ts'
import type { Snapshot } from '../snapshot.ts'
import { ExitError, exitCodes } from './exit-codes.ts'
import { type SnapshotOptions, snapshotFolderOf } from './latest-snapshot.ts'
import { safe } from './safe-text.ts'
import { openSnapshot } from './snapshot-folder.ts'
import { terminalWidth, useColor } from './terminal.ts'
import { wrapped } from './words.ts'

interface Options extends SnapshotOptions {
  readonly principal: string
  readonly action: string
  readonly resource?: string
  readonly context: readonly string[]
}

/** The user or role, of a session its role, whose path the session's ARN does not have. */
const principalIn = (permissions: AccountPermissions, arn: string): string => {
  const session = /^arn:[^:]*:sts::\d{12}:assumed-role\/([^/]+)\//.exec(arn)?.[1]
  const named = session === undefined ? undefined : permissions.principals.find(({ kind, name }) => kind === 'role' && name === session)
  const found = named ?? permissions.find(arn)
  if (found === undefined) throw new ExitError(exitCodes.usage, `${arn}: the snapshot has no such user or role`)
  return found.arn
}

const accountOf = (arn: string): string | undefined => /^arn:[^:]*:(?:iam|sts)::(\d{12}):/.exec(arn)?.[1]

const permissionsIn = (snapshot: Snapshot, account: string): AccountPermissions => {
  const scope = openScopeFor(snapshot, permissionsOfPrincipals, account)
  if (scope === undefined) throw new ExitError(exitCodes.usage, `account ${account} is not in the snapshot`)
  const gaps = scope.gapsOf(permissionsOfPrincipals)
  if (gaps.length > 0) throw new ExitError(exitCodes.incomplete, `what account ${account} allows is not known: ${describeGaps(gaps)}`)
  return scope.resolve(permissionsOfPrincipals) as AccountPermissions
}

const contextOf = (given: readonly string[]): Readonly<Record<string, string | null>> =>
  Object.fromEntries(
    given.map(text => {
      const at = text.indexOf('=')
      if (at <= 0) throw new ExitError(exitCodes.usage, `--context ${text}: must be KEY=VALUE`)
      const value = text.slice(at + 1)
      return [text.slice(0, at), value === '' ? null : value]
    }),
  )

const verdictWords = ({ outcome, condition, unread }: Decision): string => {
  if (outcome !== 'conditional') return outcome
  return unread.length > 0 ? `not known: ${unread.join(', ')} could not be read` : `allowed when ${wordsOf(condition)}`
}

/** `postern explain permission`: what the policies of the latest run's snapshot say of one request, and which statements decide it. */
export const explainPermission = async (options: Options): Promise<void> => {
  const { principal, action, resource, context } = options
  const account = accountOf(principal)
  if (account === undefined) throw new ExitError(exitCodes.usage, `--principal ${principal}: must be the ARN of an IAM user, a role or a session of one`)
  if (!/^[a-z0-9-]+:[A-Za-z0-9]+$/.test(action)) throw new ExitError(exitCodes.usage, `--action ${action}: must be one action, such as iam:PassRole`)
  const given = contextOf(context)
  const snapshot = openSnapshot(await snapshotFolderOf(options))
  const permissions = permissionsIn(snapshot, account)
  const own = principalIn(permissions, principal)
  // Whom a role lets in is part of the answer to who may assume it.
  const owner = resource === undefined || !/^sts:AssumeRole/i.test(action) ? undefined : accountOf(resource)
  const trust =
    owner === undefined || resource === undefined ? undefined : (owner === account ? permissions : permissionsIn(snapshot, owner)).find(resource)?.trust
  const decision = permissions.decide(own, {
    action,
    ...(resource === undefined ? {} : { resource }),
    context: given,
    ...(trust === undefined ? {} : { resourcePolicy: trust }),
  })
  if (decision === undefined) throw new ExitError(exitCodes.usage, `${principal}: the snapshot has no such user or role`)
  const colors = pc.createColors(useColor())
  const width = terminalWidth()
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', colors.bold(title), ...lines.flatMap(line => wrapped(line, '  ', width))]
  const lines = [
    colors.bold(safe(verdictWords(decision))),
    ...wrapped(`${own}: ${action}${resource === undefined ? '' : ` on ${resource}`}`, '', width),
    ...section('Because', [...decision.because.map(statementWords), ...decision.missing]),
    ...section('As of', [snapshot.manifest.now]),
    '',
  ]
  process.stdout.write(lines.join('\n'))
}
