import { z } from 'zod'
import { describeDirectory, isConnected } from '../../src/analysis/directory-kinds.ts'
import { directories, directoryLdaps } from '../../src/datasets/aws/directories.ts'
import { certificatesOfDirectories } from '../../src/estate/aws/directory-parts.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const DAY = 86_400_000
const off = new Set(['Disabled', 'EnableFailed'])
const untold = (status: string | undefined): string =>
  status === undefined
    ? 'it was not told'
    : status === 'Enabling'
      ? 'it is being switched on'
      : status === 'Unsupported'
        ? 'AWS does not tell it of this one'
        : `it is ${status}`

export default defineRule({
  id: 'aws-directory-ldaps-off',
  title: 'AWS applications speak with each directory by LDAPS, with a certificate that lasts',
  failureTitle: 'LDAPS off or about to end',
  cloud: 'aws',
  severity: 'high',
  recommendation: 'hybrid-identity',
  rationale:
    'Without client-side LDAPS, AWS applications such as WorkSpaces and IAM Identity Center look people up in the Active Directory behind a Managed Microsoft AD or AD Connector in clear text, to be read and changed on the way. Medium where it is on and its certificate ends soon, since then it stops. LDAPS that the directory’s own domain controllers offer comes from a certificate authority inside the domain, which cannot be read here.',
  remediation: [
    {
      text: 'Register the certificate of the authority that issued those of the domain controllers.',
      command: 'aws ds register-certificate --directory-id DIRECTORY --type ClientLDAPS --certificate-data file://ca.pem',
    },
    { text: 'Switch LDAPS on.', command: 'aws ds enable-ldaps --directory-id DIRECTORY --type Client' },
  ],
  verify: [
    { text: 'LDAPSStatus is Enabled.', command: 'aws ds describe-ldaps-settings --directory-id DIRECTORY' },
    { text: 'A certificate lasts.', command: 'aws ds list-certificates --directory-id DIRECTORY' },
  ],
  frameworks: { 'nist-800-53@r5': ['SC-8', 'SC-8(1)'], 'mcsb@2': ['DP-3', 'IM-2'] },
  equivalents: { prowler: ['directoryservice_ldap_certificate_expiration'] },
  references: [
    { title: 'LDAPS with AWS Managed Microsoft AD', url: 'https://docs.aws.amazon.com/directoryservice/latest/admin-guide/ms_ad_ldap_client_side.html' },
    { title: 'LDAPS with AD Connector', url: 'https://docs.aws.amazon.com/directoryservice/latest/admin-guide/ad_connector_ldap_client_side.html' },
  ],
  parameters: z.object({
    /** Days that the longest-lived certificate must still last. */
    days: z.number().int().min(0).default(30),
  }),
  subjects: directories,
  needs: { directoryLdaps, certificatesOfDirectories },
  where: isConnected,
  check(directory, { directoryLdaps, certificatesOfDirectories }, { now, parameters: { days } }) {
    const { id } = directory
    const what = describeDirectory(directory)
    const status = directoryLdaps.get(id)?.status
    if (status !== 'Enabled' && !off.has(status ?? '')) return unknown(`Whether ${what} uses LDAPS is not known: ${untold(status)}.`)
    if (status !== 'Enabled') return fail(`${what} does not use LDAPS.`, [evidence('LDAPS', status ?? 'not told', id)])
    const certificates = (certificatesOfDirectories.get(id) ?? []).filter(({ use, state }) => use === 'ClientLDAPS' && state === 'Registered')
    const latest = certificates.toSorted((a, b) => Date.parse(b.expiresAt) - Date.parse(a.expiresAt))[0]
    if (latest === undefined) return unknown(`${what} uses LDAPS, and no certificate for it is listed.`)
    if (Date.parse(latest.expiresAt) - now.getTime() > days * DAY) return pass()
    return fail(
      `The certificate by which ${what} uses LDAPS ends on ${latest.expiresAt.slice(0, 10)}.`,
      [evidence('LDAPS', status, id), evidence('Certificate ends', latest.expiresAt, latest.id)],
      'medium',
    )
  },
})
