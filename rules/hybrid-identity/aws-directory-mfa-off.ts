import { describeDirectory, isConnected } from '../../src/analysis/directory-kinds.ts'
import { directories } from '../../src/datasets/aws/directories.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const STRONG = 'MS-CHAPv2'

export default defineRule({
  id: 'aws-directory-mfa-off',
  title: 'Each directory demands a second factor, over a strong protocol',
  failureTitle: 'Directory without MFA',
  cloud: 'aws',
  severity: 'high',
  recommendation: 'hybrid-identity',
  rationale:
    'Sign-in to AWS applications through a Managed Microsoft AD or AD Connector takes the domain password alone, unless a RADIUS server asks for a second factor. Medium where it does over PAP, CHAP or MS-CHAPv1, which give the code away to whoever listens. A second factor that an application asks for by itself is not readable here.',
  remediation: [
    { text: 'Where the people are in Microsoft Entra ID, let them sign in to the application there, by SAML, under Conditional Access.' },
    {
      text: 'Otherwise set up a RADIUS server, such as the NPS extension of Microsoft Entra ID, with MS-CHAPv2.',
      command: 'aws ds enable-radius --directory-id DIRECTORY --radius-settings file://radius.json',
    },
  ],
  verify: [
    {
      text: 'RadiusStatus is Completed, and the protocol MS-CHAPv2.',
      command: "aws ds describe-directories --directory-ids DIRECTORY --query 'DirectoryDescriptions[].[RadiusStatus,RadiusSettings.AuthenticationProtocol]'",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['IA-2(1)', 'IA-2(2)'], 'mcsb@2': ['IM-6'] },
  equivalents: { prowler: ['directoryservice_supported_mfa_radius_enabled', 'directoryservice_radius_server_security_protocol'] },
  references: [
    {
      title: 'Multi-factor authentication for AWS Managed Microsoft AD',
      url: 'https://docs.aws.amazon.com/directoryservice/latest/admin-guide/ms_ad_mfa.html',
    },
    { title: 'RadiusSettings', url: 'https://docs.aws.amazon.com/directoryservice/latest/devguide/API_RadiusSettings.html' },
  ],
  subjects: directories,
  needs: {},
  where: isConnected,
  check(directory) {
    const { id, radius } = directory
    const what = describeDirectory(directory)
    if (radius === undefined) return fail(`${what} demands no second factor.`, [evidence('RADIUS', 'not set up', id)])
    if (radius.status !== 'Completed' && radius.status !== 'Failed')
      return unknown(`Whether ${what} demands a second factor is not known: RADIUS is ${radius.status ?? 'in no state'}.`)
    const facts = [evidence('RADIUS', radius.status, id), evidence('Protocol', radius.protocol ?? 'not said', id)]
    if (radius.status === 'Failed') return fail(`${what} demands no second factor: RADIUS is ${radius.status}.`, facts)
    if (radius.protocol === undefined) return unknown(`By which protocol ${what} asks for the second factor was not told.`)
    return radius.protocol === STRONG ? pass() : fail(`${what} asks for the second factor over ${radius.protocol}.`, facts, 'medium')
  },
})
