import type { DirectorySynchronization } from '../../datasets/entra/domains.ts'
import { daysSince } from './ages.ts'

/** Password hashes come every two minutes while they are synchronized; after so many days without any, they are no longer: that is no delay. */
const days = 30

/** Whether password hashes are synchronized at all. Microsoft tells an application only when some came last. */
export const isPasswordSyncOn = ({ lastPasswordSyncAt }: DirectorySynchronization, now: Date): boolean =>
  lastPasswordSyncAt !== null && daysSince(lastPasswordSyncAt, now) <= days
