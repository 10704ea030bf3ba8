import type { AnyDataset } from '../../src/dataset.ts'
import * as account from '../../src/datasets/aws/account.ts'
import { credentialReport } from '../../src/datasets/aws/credential-report.ts'
import * as iam from '../../src/datasets/aws/iam.ts'
import * as providers from '../../src/datasets/aws/identity-providers.ts'
import { organizationMemberships } from '../../src/datasets/aws/organization.ts'
import { sshPublicKeys } from '../../src/datasets/aws/ssh-public-keys.ts'
import { serviceDatasets } from './account-services.ts'

const isDataset = (value: unknown): value is AnyDataset => typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'dataset'

/** Everything that is read in an AWS account: where nobody gets in, all of it is dark. */
export const accountDatasets: readonly AnyDataset[] = [
  ...Object.values({ ...account, credentialReport, ...iam, ...providers, organizationMemberships, sshPublicKeys }),
  ...serviceDatasets,
]
  .filter(isDataset)
  .filter(({ per }) => per === 'aws-account')
  .sort((a, b) => (a.name < b.name ? -1 : 1))
