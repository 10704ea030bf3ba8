import { expectedAwsAccounts } from './expected-aws-accounts.ts'
import { expectedAwsApplications } from './expected-aws-applications.ts'
import { expectedAwsAudit } from './expected-aws-audit.ts'
import { expectedAwsIam } from './expected-aws-iam.ts'
import type { VerdictTable } from './verdict-table.ts'

/** What is found in each account, and where it holds; folded findings are in brackets. */
export const expectedAws: VerdictTable = { ...expectedAwsAccounts, ...expectedAwsApplications, ...expectedAwsAudit, ...expectedAwsIam }
