import pc from 'picocolors'
import { clientWords } from '../analysis/conditional-access/clients.ts'
import type { TenantFacts } from '../analysis/conditional-access/conditional-access.ts'
import type { SignIn } from '../analysis/conditional-access/sign-in.ts'
import { whatIf } from '../analysis/conditional-access/what-if.ts'
import { nativeId, type Scope } from '../dataset.ts'
import type { EntraUser } from '../datasets/entra/directory.ts'
import { registrations, signInFacts } from '../estate/entra/sign-in-facts.ts'
import { describeGaps } from '../gap-words.ts'
import { openScopeFor } from '../look-up.ts'
import type { Snapshot } from '../snapshot.ts'
import { ExitError, exitCodes } from './exit-codes.ts'
import { type SnapshotOptions, snapshotFolderOf } from './latest-snapshot.ts'
import { type Answer, answerData, answerLines } from './sign-in-answer.ts'
import { type SignInWords, signInOf, targetsOf } from './sign-in-question.ts'
import { openSnapshot } from './snapshot-folder.ts'
import { terminalWidth, useColor } from './terminal.ts'

interface Options extends SnapshotOptions, SignInWords {
  readonly json?: boolean
}

interface Found {
  readonly tenant: Scope
  readonly facts: TenantFacts
  readonly user: EntraUser
  readonly isRegistered: boolean | undefined
}

/** The tenant that has the user; a tenant that could not be read may. */
const findUser = (snapshot: Snapshot, wanted: string): Found => {
  const tenants = snapshot.manifest.scopes.filter(({ kind }) => kind === 'entra-tenant')
  if (tenants.length === 0) throw new ExitError(exitCodes.usage, 'the snapshot has no Microsoft Entra tenant')
  const isWanted = ({ id, name }: EntraUser) => id.toLowerCase() === wanted.toLowerCase() || name.toLowerCase() === wanted.toLowerCase()
  const dark: string[] = []
  for (const tenant of tenants) {
    const scope = openScopeFor(snapshot, signInFacts, nativeId(tenant.id))
    if (scope === undefined) continue
    const gaps = scope.gapsOf(signInFacts)
    if (gaps.length > 0) {
      dark.push(`what tenant ${tenant.name} demands is not known: ${describeGaps(gaps)}`)
      continue
    }
    const facts = scope.resolve(signInFacts) as TenantFacts
    const user = [...facts.users].find(isWanted)
    if (user === undefined) continue
    const isRegistered = (scope.resolve(registrations) as (id: string) => boolean | undefined)(user.id)
    return { tenant, facts, user, isRegistered }
  }
  if (dark.length > 0) throw new ExitError(exitCodes.incomplete, dark.join('\n'))
  throw new ExitError(exitCodes.usage, `--user ${wanted}: the snapshot has no such user`)
}

const answerFor = ({ tenant, facts, user, isRegistered }: Found, target: { readonly name: string }, signIn: SignIn, locations: readonly string[]): Answer => {
  const answer = whatIf(facts, signIn)
  if (answer === undefined) throw new ExitError(exitCodes.usage, `--location ${locations.join(', ')}: nothing is in all of these places`)
  const roles = new Map([...facts.roleDefinitions].map(({ templateId, name }) => [templateId.toLowerCase(), name]))
  return {
    what: `${user.name} of ${tenant.name}: ${target.name}, by ${clientWords([signIn.client])}`,
    whatIf: answer,
    person: {
      isEnabled: user.accountEnabled,
      isRegisteredForMfa: isRegistered ?? null,
      isGuest: answer.relation !== 'member',
      couldActivate: answer.couldActivate.map(role => roles.get(role) ?? role),
    },
    securityDefaults: facts.securityDefaultsEnabled,
    isDeviceRegistration: 'action' in signIn.target && signIn.target.action === 'urn:user:registerdevice',
  }
}

/** `postern explain sign-in`: what the policies of the latest run's snapshot make of one sign-in, offline. */
export const explainSignIn = async (options: Options): Promise<void> => {
  const snapshot = openSnapshot(await snapshotFolderOf(options))
  const found = findUser(snapshot, options.user)
  const { facts, user } = found
  const answers = targetsOf(options, facts).map(target => answerFor(found, target, signInOf(options, user.id, target, facts), options.location))
  const strengths = new Map([...facts.strengths].map(({ id, name }) => [id, name]))
  const strengthName = (id: string) => strengths.get(id) ?? id
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify({ asOf: snapshot.manifest.now, signIns: answers.map(answer => answerData(answer, strengthName)) }, null, 2)}\n`)
    return
  }
  const colors = pc.createColors(useColor())
  const words = { colors, width: terminalWidth(), strengthName }
  const lines = answers.flatMap(answer => [...answerLines(answer, words), ''])
  process.stdout.write([...lines, colors.bold('As of'), `  ${snapshot.manifest.now}`, ''].join('\n'))
}
