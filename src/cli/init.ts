import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { rules } from '../../rules/index.ts'
import { parseConfig } from '../config.ts'
import { type InitAnswers, initialConfig } from '../init-config.ts'
import { writeFileAtomically } from './atomic-write.ts'
import { ExitError, exitCodes } from './exit-codes.ts'
import { pathForPeople } from './output-folder.ts'
import { safe } from './safe-text.ts'

interface Options {
  readonly out: string
  readonly force?: boolean
  readonly aws?: boolean
  readonly profile?: string
  readonly organizationRole?: string
  readonly externalId?: string
  readonly tenant?: string
  readonly auth: NonNullable<InitAnswers['entra']>['method']
  readonly clientId?: string
  readonly azure?: boolean
  readonly emergencyAccess: readonly string[]
}

const needsClient = (method: Options['auth']): boolean => method === 'secret' || method === 'certificate'

const asked = async (options: Options): Promise<Options> => {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const ask = async (question: string): Promise<string | undefined> => (await terminal.question(`${question} `)).trim() || undefined
  const yes = async (question: string): Promise<boolean> => /^y/i.test((await ask(`${question} (y/N)`)) ?? '')
  try {
    const aws = await yes('Read AWS?')
    const organizationRole = aws ? await ask('Role to assume in every account of the organization (empty: only this account)?') : undefined
    const tenant = await ask('Entra tenant, by id or domain (empty: none)?')
    const clientId = tenant === undefined ? undefined : await ask('Application (client) id of the scanner?')
    const azure = tenant === undefined ? false : await yes('Read Azure subscriptions, too?')
    const emergency = tenant === undefined ? undefined : await ask('Emergency access accounts, with commas between them (empty: none)?')
    return {
      ...options,
      aws,
      azure,
      ...(organizationRole === undefined ? {} : { organizationRole }),
      ...(tenant === undefined ? {} : { tenant }),
      ...(clientId === undefined ? {} : { clientId }),
      emergencyAccess: emergency === undefined ? [] : emergency.split(',').map(id => id.trim()),
    }
  } finally {
    terminal.close()
  }
}

const answersOf = ({ aws, profile, organizationRole, externalId, tenant, auth, clientId, azure = false, emergencyAccess }: Options): InitAnswers => ({
  ...(aws === true || profile !== undefined || organizationRole !== undefined ? { aws: { profile, role: organizationRole, externalId } } : {}),
  ...(tenant === undefined ? {} : { entra: { tenant, method: auth, clientId, azure } }),
  emergencyAccess,
})

/** `postern init`: writes a commented config from flags, or by asking where a person sits at the terminal. What stands there is kept unless `--force` says otherwise. */
export const init = async (options: Options): Promise<void> => {
  const { out, force = false } = options
  if (existsSync(out) && !force) throw new ExitError(exitCodes.usage, `${out} is there already; --force writes over it`)
  const isTold = options.aws === true || options.profile !== undefined || options.organizationRole !== undefined || options.tenant !== undefined
  if (!isTold && process.stdin.isTTY !== true) throw new ExitError(exitCodes.usage, 'nothing to write: say --aws, --tenant ID or both')
  const answers = answersOf(isTold ? options : await asked(options))
  if (answers.aws === undefined && answers.entra === undefined) throw new ExitError(exitCodes.usage, 'nothing to write: neither AWS nor a tenant was named')
  if (answers.entra !== undefined && needsClient(answers.entra.method) && answers.entra.clientId === undefined)
    throw new ExitError(exitCodes.usage, `--auth ${answers.entra.method} needs --client-id, the application that scans`)
  const text = initialConfig(answers)
  parseConfig(text, out, rules)
  await writeFileAtomically(out, [text])
  process.stdout.write(
    [
      `${safe(pathForPeople(out))} is written. Next:`,
      ...(answers.aws === undefined ? [] : ['  postern permissions print --cloud aws --format cloudformation    the role to create']),
      ...(answers.entra === undefined ? [] : ['  postern permissions print --cloud entra --format graph           the application permissions to grant']),
      ...(answers.entra?.azure === true ? ['  postern permissions print --cloud azure --format bicep           the role for Azure'] : []),
      ...(answers.entra?.method === 'secret' ? ['  export POSTERN_SECRET=...                                        the secret of the application'] : []),
      '  postern doctor                                                   what is still missing',
      '  postern scan                                                     the report',
      '',
    ].join('\n'),
  )
}
