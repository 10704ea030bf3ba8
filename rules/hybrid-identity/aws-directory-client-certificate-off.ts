import { describeDirectory, isConnected } from '../../src/analysis/directory-kinds.ts'
import { directories, directoryClientAuthentication } from '../../src/datasets/aws/directories.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-directory-client-certificate-off',
  title: 'People sign in through the directory with a smart card',
  failureTitle: 'No sign-in by certificate',
  cloud: 'aws',
  severity: 'info',
  recommendation: 'hybrid-identity',
  rationale:
    'A certificate on a smart card cannot be phished; a domain password can. AWS applications such as WorkSpaces can demand one through the directory. Shown, not demanded: it needs a certificate authority, and applications that support it.',
  remediation: [
    {
      text: 'Register the certificate of the authority that issues the cards.',
      command: 'aws ds register-certificate --directory-id DIRECTORY --type ClientCertAuth --certificate-data file://ca.pem',
    },
    { text: 'Switch it on.', command: 'aws ds enable-client-authentication --directory-id DIRECTORY --type SmartCard' },
  ],
  verify: [{ text: 'SmartCard is Enabled.', command: 'aws ds describe-client-authentication-settings --directory-id DIRECTORY' }],
  frameworks: { 'nist-800-53@r5': ['IA-2(1)', 'IA-2(12)'], 'mcsb@2': ['IM-6'] },
  equivalents: {},
  references: [
    { title: 'mTLS authentication in AD Connector', url: 'https://docs.aws.amazon.com/directoryservice/latest/admin-guide/ad_connector_clientauth.html' },
    {
      title: 'DescribeClientAuthenticationSettings',
      url: 'https://docs.aws.amazon.com/directoryservice/latest/devguide/API_DescribeClientAuthenticationSettings.html',
    },
  ],
  subjects: directories,
  needs: { directoryClientAuthentication },
  where: isConnected,
  check(directory, { directoryClientAuthentication }) {
    const { id } = directory
    const enabled = directoryClientAuthentication.get(id)?.enabled
    if (enabled === undefined) return unknown(`Whether people sign in with a smart card through ${describeDirectory(directory)} was not told.`)
    if (enabled.length > 0) return pass()
    return fail(`Nobody can sign in with a smart card through ${describeDirectory(directory)}.`, [evidence('Sign-in by certificate', 'off', id)])
  },
})
