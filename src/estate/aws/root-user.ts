import { nativeId } from '../../dataset.ts'
import { type AccountSummary, accountSummary } from '../../datasets/aws/account.ts'
import { type Credentials, credentialReport } from '../../datasets/aws/credential-report.ts'
import { defineView } from '../needs.ts'

/** What two sources say of the root user: the account summary as of now, and the root row of a credential report up to four hours old. */
export interface RootUser {
  readonly summary?: AccountSummary | undefined
  readonly report?: Credentials | undefined
}

export const rootUser = defineView({
  name: 'root-user',
  per: 'aws-account',
  needs: { accountSummary, credentialReport },
  build: ({ accountSummary, credentialReport }, at): RootUser => ({
    summary: accountSummary.get(nativeId(at.id)),
    report: [...credentialReport].find(({ isRoot }) => isRoot),
  }),
})

/** What the root user signs in with, by either source; `live`: it can be used as it is. */
export const rootMeans = (
  { rootPasswordPresent, rootAccessKeysPresent }: AccountSummary,
  report: Credentials | undefined,
): { live: string[]; idle: string[] } => {
  const keys = (report?.accessKeys ?? []).filter(({ active, lastRotatedAt }) => active || lastRotatedAt !== undefined)
  const isActive = keys.some(({ active }) => active) || (rootAccessKeysPresent && keys.length === 0)
  return {
    live: [...(rootPasswordPresent === true || report?.passwordEnabled === true ? ['a password'] : []), ...(isActive ? ['access keys'] : [])],
    idle: [
      ...(rootAccessKeysPresent && !isActive ? ['inactive access keys'] : []),
      ...((report?.activeCertificates ?? 0) > 0 ? ['an active signing certificate'] : []),
    ],
  }
}
