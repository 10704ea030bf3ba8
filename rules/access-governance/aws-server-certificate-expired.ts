import { serverCertificates } from '../../src/datasets/aws/account-upkeep.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-server-certificate-expired',
  title: 'No expired TLS certificate is kept in IAM',
  failureTitle: 'Expired server certificate',
  cloud: 'aws',
  severity: 'low',
  recommendation: 'access-governance',
  rationale:
    'A certificate that has expired can still be put on a load balancer or distribution, by mistake, which then warns its visitors until they stop reading warnings. Certificates in IAM are old ones: AWS Certificate Manager renews its own.',
  remediation: [
    { text: 'Request a certificate in AWS Certificate Manager where one is still needed.', command: 'aws acm request-certificate --domain-name DOMAIN' },
    { text: 'Delete the expired one.', command: 'aws iam delete-server-certificate --server-certificate-name NAME' },
  ],
  verify: [
    {
      text: 'None has expired.',
      command: "aws iam list-server-certificates --query 'ServerCertificateMetadataList[].[ServerCertificateName,Expiration]'",
    },
  ],
  frameworks: {
    'cis-aws@7.0': ['2.17'],
    'cis-aws@5.0': ['1.18'],
    'aws-security-hub': ['IAM.26'],
    'nist-800-53@r5': ['CM-8', 'SC-17'],
    'mcsb@2': ['DP-7'],
  },
  equivalents: { prowler: ['iam_no_expired_server_certificates_stored'], 'security-hub': ['IAM.26'] },
  references: [
    { title: 'Manage server certificates in IAM', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_server-certs.html' },
    { title: 'Security Hub controls for IAM', url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-26' },
  ],
  subjects: serverCertificates,
  needs: {},
  check({ id, name, expiresAt, uploadedAt }, _, { now }) {
    if (Date.parse(expiresAt) > now.getTime()) return pass()
    return fail(`Server certificate ${name} expired on ${expiresAt.slice(0, 10)}.`, [
      evidence('Expires', expiresAt, id),
      ...(uploadedAt === undefined ? [] : [evidence('Uploaded', uploadedAt, id)]),
    ])
  },
})
