import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import type { Format } from '../../reports/index.ts'
import { tool } from '../version.ts'
import { ExitError, exitCodes } from './exit-codes.ts'
import { safe } from './safe-text.ts'

const positiveInteger = (text: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 on.')
  return Number(text)
}

const collectOrder = (value: string, before: readonly string[]): string[] => [...before, value]

/** As in reports/index.ts, which would load every reporter to print a help text. */
const reportFormats: readonly Format[] = ['json', 'html', 'markdown', 'csv', 'junit', 'sarif', 'gitlab', 'ocsf', 'compliance']

const evaluationOptions = (command: Command): Command =>
  command
    .option('--fail-on <gate>', 'severities that fail the run: critical, new:high,any:critical, none (default: the config, else critical)')
    .addOption(
      new Option('--allow-unknown <scope|rule>', 'accept that a scope or rule stays unanswered; repeatable').argParser(collectOrder).default([], 'none'),
    )
    .option('--exit-zero', 'exit 0 whatever the gate says')
    .option('--baseline <file>', 'an assessment.json whose findings are not new to the gate; latest is the run before this one')
    .addOption(new Option('--format <format...>', 'reports to write (default: the config, else json and html)').choices(reportFormats))

const program = (packageRoot: URL): Command => {
  const postern = new Command('postern')
    .description('Finds the side doors into an organization on AWS and Microsoft Entra and Azure.')
    .version(tool.version)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text) })
    .addHelpText(
      'after',
      `
Examples:
  postern scan --config postern.yaml --out posture   read both clouds, judge, write the report
  postern demo                                       see a report without any cloud
  postern rules list                                 what is checked

Exit codes: 0 gate passed, 1 gate failed, 2 usage or config, 3 incomplete, 4 could not authenticate, 5 could not write.`,
    )

  const withConfig = (command: Command): Command => command.option('--config <file>', 'config file (default: postern.yaml here)')
  const withOut = (command: Command): Command => command.option('--out <folder>', 'where runs are kept (default: the config, else posture)')

  const withLog = (command: Command): Command =>
    command.addOption(new Option('--log-format <format>', 'how progress and mishaps are told on stderr').choices(['text', 'json']).default('text'))

  withLog(evaluationOptions(withOut(withConfig(postern.command('scan')))))
    .description('read the clouds, judge, and write the report')
    .option('--resume [run]', 'go on where an interrupted run ended: the newest, or the one in this folder')
    .action(async options => (await import('./scan.ts')).scan(options))
  withOut(withConfig(postern.command('schedule')))
    .description('scan again and again, when the config says; tell receivers of new findings')
    .addOption(new Option('--runs <n>', 'end after so many scans').argParser(text => Number.parseInt(text, 10)))
    .option('--now', 'begin with a scan at once')
    .action(async options => (await import('./schedule.ts')).runSchedule(options))
  withLog(withConfig(postern.command('collect')))
    .description('only read the clouds: write a snapshot')
    .requiredOption('--out <folder>', 'a new folder for the snapshot')
    .option('--resume', 'go on where an interrupted collection in this folder ended')
    .action(async options => (await import('./collect.ts')).collectOnly(options))
  postern
    .command('init')
    .description('write a first config, from flags or by asking')
    .option('--out <file>', 'where to write it', 'postern.yaml')
    .option('--force', 'write over what is there')
    .option('--aws', 'read AWS, with the ambient credentials')
    .option('--profile <name>', 'read AWS, with this profile')
    .option('--organization-role <role>', 'enter every account of the organization through this role')
    .option('--external-id <id>', 'the external id that the role asks for')
    .option('--tenant <id>', 'read this Entra tenant')
    .addOption(
      new Option('--auth <method>', 'how to sign in to it').choices(['secret', 'certificate', 'workload', 'managed', 'cli', 'default']).default('secret'),
    )
    .option('--client-id <id>', 'the application that scans')
    .option('--azure', 'read Azure subscriptions, too')
    .addOption(new Option('--emergency-access <account>', 'an account kept for emergencies; repeatable').argParser(collectOrder).default([], 'none'))
    .action(async options => (await import('./init.ts')).init(options))
  withLog(withConfig(postern.command('doctor')))
    .description('try everything a scan reads: what is missing, what to grant for it, and which rules it costs')
    .option('--json', 'as JSON')
    .action(async options => (await import('./doctor.ts')).doctor(options))
  evaluationOptions(withOut(withConfig(postern.command('evaluate'))))
    .description('judge a snapshot again, with the rules and config of today')
    .argument('<snapshot>', 'folder of a snapshot')
    .action(async (snapshot, options) => (await import('./evaluate.ts')).evaluateSnapshot(snapshot, options))
  postern
    .command('report')
    .description('render an assessment.json again')
    .argument('<assessment>', 'file of an assessment')
    .requiredOption('--out <folder>', 'where to write the files')
    .addOption(new Option('--format <format...>', 'which').choices(reportFormats).default(['html']))
    .action(async (assessment, options) => (await import('./report.ts')).renderAgain(assessment, options))
  postern
    .command('diff')
    .description('what became of the findings of one assessment in another: new, fixed, still there, lost from sight')
    .argument('<before>', 'an assessment.json')
    .argument('<after>', 'a later one')
    .option('--json', 'as JSON')
    .option('--fail-on <gate>', 'exit 1 for findings such as new:high, 3 where a question at that level is open', 'none')
    .action(async (before, after, options) => (await import('./diff.ts')).diff(before, after, options))
  const exceptions = postern.command('exceptions').description('findings that somebody answers for, for a time')
  const withExceptions = (command: Command): Command =>
    withOut(withConfig(command))
      .option('--file <file>', 'the file of exceptions (default: the config)')
      .option('--assessment <file>', 'an assessment.json (default: that of the latest run)')
  withExceptions(exceptions.command('lint'))
    .description('checks the file, and tells how each exception fares in the latest run')
    .action(async options => (await import('./exceptions.ts')).lintExceptions(options))
  withExceptions(exceptions.command('add'))
    .description('excepts the subject of a finding')
    .argument('<fingerprint>', 'the finding, or the first 6 or more digits of its fingerprint')
    .requiredOption('--reason <text>', 'why the risk is taken')
    .requiredOption('--owner <who>', 'who answers for it')
    .requiredOption('--expires <day>', 'when it counts again, such as 2027-01-31; at most a year ahead')
    .option('--ticket <id>', 'where it is followed up')
    .action(async (fingerprint, options) => (await import('./exceptions.ts')).addException(fingerprint, options))
  withExceptions(exceptions.command('prune'))
    .description('takes out what has expired or covers nothing')
    .action(async options => (await import('./exceptions.ts')).pruneExceptions(options))
  const explain = postern.command('explain').description('a rule, a finding, a permission or a sign-in in full')
  withConfig(explain.command('rule'))
    .description('what a rule asks, why, how to mend and verify, and what it can be told')
    .argument('<id>', 'id of the rule')
    .action(async (id, options) => (await import('./explain-rule.ts')).explainRule(id, options))
  withOut(withConfig(explain.command('finding')))
    .description('everything known of one finding of the latest run')
    .argument('<fingerprint>', 'the finding, or the first 6 or more digits of its fingerprint')
    .option('--assessment <file>', 'an assessment.json (default: that of the latest run)')
    .action(async (fingerprint, options) => (await import('./explain-finding.ts')).explainFinding(fingerprint, options))
  withOut(withConfig(explain.command('permission')))
    .description('whether an AWS user or role may do something, and which statements of which policies decide it')
    .requiredOption('--principal <arn>', 'an IAM user, a role, or a session of one')
    .requiredOption('--action <action>', 'such as iam:PassRole')
    .option('--resource <arn>', 'what it is done to (default: an action without a resource)')
    .addOption(
      new Option('--context <key=value>', 'a condition key of the request, KEY= for one that it does not have; repeatable')
        .argParser(collectOrder)
        .default([], 'all open'),
    )
    .option('--snapshot <folder>', 'folder of a snapshot (default: that of the latest run)')
    .action(async options => (await import('./explain-permission.ts')).explainPermission(options))
  const repeatable = (option: string, description: string): Option => new Option(option, description).argParser(collectOrder).default([], 'none')
  const risk = (of: string): Option => new Option(`--${of}-risk <level>`, `its ${of} risk`).choices(['none', 'low', 'medium', 'high', 'any']).default('none')
  withOut(withConfig(explain.command('sign-in')))
    .description('what somebody must prove to sign in, and which Conditional Access policies demand it; what is not given stays open')
    .requiredOption('--user <user>', 'user principal name or object id')
    .option('--app <application>', 'name or id of an application; AWS: those that federate to AWS')
    .addOption(new Option('--user-action <action>', 'instead of an application').choices(['register-security-info', 'register-device']))
    .addOption(new Option('--client <client>', 'kind of client').choices(['browser', 'mobile', 'exchange-activesync', 'other']).default('browser'))
    .addOption(new Option('--platform <platform>', 'of the device').choices(['windows', 'macos', 'ios', 'android', 'linux', 'windowsphone', 'other']))
    .addOption(repeatable('--location <place>', 'an IP address, a named location, trusted or untrusted; repeatable'))
    .option('--country <code>', 'two letters')
    .addOption(new Option('--device <state>', 'what the device can show').choices(['unmanaged', 'compliant', 'hybrid']))
    .addOption(new Option('--flow <flow>', 'how').choices(['usual', 'device-code', 'authentication-transfer', 'any']).default('usual'))
    .addOption(risk('sign-in'))
    .addOption(risk('user'))
    .addOption(new Option('--insider-risk <level>', 'their insider risk').choices(['none', 'minor', 'moderate', 'elevated', 'any']).default('none'))
    .addOption(repeatable('--activate <role>', 'a role activated before; repeatable'))
    .option('--snapshot <folder>', 'folder of a snapshot (default: that of the latest run)')
    .option('--json', 'as JSON')
    .action(async options => (await import('./explain-sign-in.ts')).explainSignIn(options))
  const withPaths = (command: Command): Command =>
    withOut(withConfig(command))
      .option('--from <who>', 'only this person or principal: user principal name, object id or ARN')
      .option('--standing', 'only what needs no activation')
      .option('--given', 'only access as it was given, not what can be taken by owning or administering something')
      .option('--possible', 'also steps that could not be decided')
      .addOption(new Option('--limit <number>', 'how many are shown').argParser(positiveInteger).default(20))
      .option('--snapshot <folder>', 'folder of a snapshot (default: that of the latest run)')
      .option('--json', 'all of them, as JSON')
  withPaths(postern.command('paths'))
    .description('the weakest way of each who reaches a goal in AWS or Entra, step by step, over both clouds')
    .requiredOption('--to <goal>', 'an account by number or name, a tenant id, management, or the ARN or name of a role or permission set')
    .action(async options => (await import('./paths.ts')).showPaths(options))
  withPaths(postern.command('who-can-reach'))
    .description('everyone who reaches a goal, the weakest way first, a line each')
    .argument('<goal>', 'as of paths --to')
    .action(async (to, options) => (await import('./paths.ts')).showWhoCanReach({ ...options, to }))
  const rules = postern.command('rules').description('what is checked')
  withConfig(rules.command('list'))
    .description('every rule, with its severity and requirement; custom ones too')
    .option('--json', 'as JSON')
    .action(async options => (await import('./rules-list.ts')).listRules(options))
  withConfig(rules.command('test'))
    .description('custom rules on the rows of their cases')
    .argument('[path]', 'a folder of rules, or one of them (default: the folder of the config, else postern-rules)')
    .action(async (path, options) => (await import('./rules-test.ts')).testRules({ path, ...options }))
  rules
    .command('fields')
    .description('what a custom rule may be about, and what its expressions may read')
    .argument('[dataset]', 'one of them, with its fields')
    .action(async dataset => (await import('./rules-fields.ts')).listFields(dataset))
  postern
    .command('permissions')
    .description('what the identity that scans must be granted')
    .command('print')
    .description('the least that a whole scan needs, as something to apply')
    .addOption(new Option('--format <format>', 'as what').choices(['json', 'terraform', 'cloudformation', 'bicep', 'graph']).default('json'))
    .addOption(new Option('--cloud <cloud>', 'only of this cloud').choices(['aws', 'entra', 'azure']))
    .action(async options => (await import('./permissions.ts')).printPermissions(options))
  postern
    .command('demo')
    .option('--out <folder>', 'where the run is kept', 'posture-demo')
    .description('judge and report a made-up organization that comes with Postern')
    .action(async options => (await import('./demo.ts')).demo(packageRoot, options))
  return postern
}

const describe = (error: unknown): { readonly code: number; readonly message: string } => {
  if (error instanceof ExitError) return { code: error.code, message: error.message }
  if (error instanceof Error && error.name === 'ConfigError') return { code: exitCodes.usage, message: error.message }
  if (error instanceof Error && error.name === 'OutputError') return { code: exitCodes.output, message: error.message }
  return { code: exitCodes.incomplete, message: `unexpected failure: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}` }
}

/** Whoever read stdout may stop when it has seen enough (`| head`); a full disk behind it is an output that could not be written. */
const stdoutFailed = (error: NodeJS.ErrnoException): void => {
  if (error.code === 'EPIPE') return
  process.stderr.write(`stdout: could not be written (${error.code ?? error.message})\n`)
  process.exitCode = exitCodes.output
}

/** Runs one command line; the demo's snapshot lies in `packageRoot`. Sets the exit code; never throws, never exits while output is pending. */
export const main = async (argv: readonly string[], packageRoot: URL): Promise<void> => {
  process.stdout.on('error', stdoutFailed)
  try {
    await program(packageRoot).parseAsync([...argv], { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : exitCodes.usage
      return
    }
    const { code, message } = describe(error)
    process.stderr.write(`${message.split('\n').map(safe).join('\n')}\n`)
    process.exitCode = code
    // Requests that were cut off may linger; an interrupted run does not wait for them.
    if (code >= exitCodes.interrupted) process.exit()
  }
}
