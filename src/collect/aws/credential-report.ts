import { GenerateCredentialReportCommand, GetCredentialReportCommand, IAMClient } from '@aws-sdk/client-iam'
import { credentialReport } from '../../datasets/aws/credential-report.ts'
import { CollectError, defineCollector, gap } from '../collector.ts'
import { objectOf, textOf } from './answers.ts'
import { credentialsOf, ROOT_USER, readReport, unlistedCredentials } from './credential-report-csv.ts'
import { isServiceError } from './errors.ts'
import { rowsOf } from './rows.ts'
import type { AwsSession } from './session.ts'

/** Milliseconds before the first look at a report in the making, at most between two, and in all: AWS takes seconds to minutes. */
const FIRST_LOOK = 1_000
const LONGEST_WAIT = 10_000
const PATIENCE = 180_000

const STATES: readonly string[] = ['STARTED', 'INPROGRESS', 'COMPLETE']

/** The report as CSV. One younger than four hours is given again; else it is made, which the first call only starts. */
const fetchReport = async (session: AwsSession): Promise<string> => {
  const iam = session.client(IAMClient)
  const until = session.clock.now() + PATIENCE
  for (let wait = FIRST_LOOK; session.clock.now() < until; wait = Math.min(2 * wait, LONGEST_WAIT)) {
    const { State } = await iam.send(new GenerateCredentialReportCommand({}))
    if (!STATES.includes(textOf(State, 'GenerateCredentialReport: State')))
      throw new CollectError('invalid', 'GenerateCredentialReport: State is none that is documented')
    if (State === 'COMPLETE') {
      try {
        const { Content } = await iam.send(new GetCredentialReportCommand({}))
        return new TextDecoder().decode(objectOf(Content, 'GetCredentialReport: Content'))
      } catch (error) {
        // Still in the making, or expired between the two calls: asking again starts it anew.
        if (
          !isServiceError(
            error,
            'ReportInProgress',
            'CredentialReportNotReadyException',
            'ReportExpired',
            'CredentialReportExpiredException',
            'ReportNotPresent',
            'CredentialReportNotPresentException',
          )
        )
          throw error
      }
    }
    await session.clock.sleep(wait, session.signal)
  }
  throw new CollectError('failed', `GetCredentialReport: AWS did not finish the report within ${PATIENCE / 60_000} minutes`)
}

/** Passwords, keys and MFA of every user and of root: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html */
export const credentialReports = defineCollector<AwsSession>({
  name: 'aws-credential-report',
  gives: [credentialReport],
  async *collect(session, at) {
    const lines = readReport(await fetchReport(session))
    yield* rowsOf(
      credentialReport,
      lines,
      line => line.get('user'),
      line => credentialsOf(at.id, line),
    )
    for (const line of lines) {
      const unlisted = unlistedCredentials(line)
      const detail = `${line.get('user')} has ${unlisted} more keys or certificates than the report lists`
      if (unlisted > 0) yield gap(credentialReport, 'invalid', `GetCredentialReport: ${detail}`)
    }
    // The report of every account has the root user in it.
    if (!lines.some(line => line.get('user') === ROOT_USER))
      yield gap(credentialReport, 'invalid', 'GetCredentialReport: the report has no line for the root user')
  },
})
