import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

const row = z.object({ ...rowFields, userName: z.string(), active: z.boolean(), uploadedAt: instant })
export type SshPublicKey = z.infer<typeof row>
/**
 * SSH keys for CodeCommit, of the users with a policy, their own or a group's, that could allow an action of codecommit: others cannot use one.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListSSHPublicKeys.html
 */
export const sshPublicKeys = defineDataset<SshPublicKey>({
  name: 'ssh-public-keys',
  per: 'aws-account',
  permissions: ['iam:GetAccountAuthorizationDetails', 'iam:ListSSHPublicKeys'],
  readable: 'either',
  row,
})
