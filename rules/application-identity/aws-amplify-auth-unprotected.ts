import { amplifyBranches } from '../../src/datasets/aws/app-backends.ts'
import { userPoolCoverage } from '../../src/estate/aws/user-pool-coverage.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-amplify-auth-unprotected',
  title: 'The user pools of Amplify apps are among those that are checked',
  failureTitle: 'Amplify app whose user pool is not checked',
  cloud: 'aws',
  severity: 'low',
  recommendation: 'application-identity',
  rationale:
    'Amplify makes user pools and identity pools behind the scenes, with defaults that nobody chose. They are judged by the rules for those as long as the scan reads the Region and account of the backend; this rule says where it does not. A branch without a backend has nothing to check.',
  remediation: [
    { text: 'Name the Region of the backend in aws.regions of the configuration, or leave the list out, so that every enabled Region is read.' },
    { text: 'Include the account of the backend in the scan.' },
  ],
  verify: [
    {
      text: 'The Region and account of stackArn are scanned.',
      command: "aws amplify list-branches --app-id APP_ID --query 'branches[].[branchName,backend.stackArn,backendEnvironmentArn]'",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['CA-7', 'CM-8'], 'mcsb@2': ['AM-1'] },
  equivalents: {},
  references: [
    { title: 'Branch of an Amplify app', url: 'https://docs.aws.amazon.com/amplify/latest/APIReference/API_Branch.html' },
    { title: 'Authentication in Amplify', url: 'https://docs.amplify.aws/react/build-a-backend/auth/' },
  ],
  subjects: amplifyBranches,
  needs: { userPoolCoverage },
  where: ({ stackArn, backendEnvironmentArn }) => stackArn !== undefined || backendEnvironmentArn !== undefined,
  check({ id, name, stackArn, backendEnvironmentArn }, { userPoolCoverage }) {
    const arn = stackArn ?? backendEnvironmentArn ?? ''
    const [, , , region = '', account = ''] = arn.split(':')
    if (region === '' || account === '') return unknown(`The backend of Amplify branch ${name} has an ARN that names no Region and account.`)
    const coverage = userPoolCoverage(account, region)
    if (coverage.kind === 'judged') return pass()
    if (coverage.kind === 'elsewhere')
      return unknown(`The backend of Amplify branch ${name} is in account ${account}, and whether user pools of ${region} were read there is not known here.`)
    if (coverage.kind === 'unread')
      return unknown(`User pools of ${region}, where the backend of Amplify branch ${name} is, could not be read: ${coverage.why}.`)
    return fail(`User pools of the backend of Amplify branch ${name} are not checked: ${coverage.why}.`, [evidence('Backend', arn, id)])
  },
})
