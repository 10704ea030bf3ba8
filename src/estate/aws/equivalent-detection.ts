import type { Certainty } from '../../analysis/trails/management-events.ts'
import { declared } from '../../datasets/declared.ts'
import { defineEstateView, defineView } from '../needs.ts'
import { detectorRegions } from './security-services.ts'

/** Whether GuardDuty is on in every Region of each account. An account whose Regions could not be asked at all is absent. */
const guardDutyOfAccounts = defineEstateView({
  name: 'guardduty-of-accounts',
  per: ['aws-account'],
  needs: { detectorRegions },
  handlesDark: true,
  distil({ detectorRegions }): Certainty {
    const regions = [...detectorRegions]
    if (regions.some(({ detector, unread }) => unread === undefined && (detector === undefined || detector.status === 'DISABLED'))) return 'no'
    return regions.length > 0 && regions.every(({ detector }) => detector?.status === 'ENABLED') ? 'yes' : 'unclear'
  },
  join: parts => parts,
})

/** What detects as alarms do. */
export interface EquivalentDetection {
  /** What the operator declared as the system that events go to, if anything. */
  readonly siem?: string | undefined
  /** Whether GuardDuty is on in every Region that was asked. */
  readonly guardDuty: Certainty
}

/** Other services that detect what alarms would: GuardDuty, and a SIEM that the operator declared. */
export const equivalentDetection = defineView({
  name: 'equivalent-detection',
  per: 'aws-account',
  needs: { guardDutyOfAccounts, declared },
  build: ({ guardDutyOfAccounts, declared }, at): EquivalentDetection => ({
    siem: [...declared].find(({ as }) => as === 'siem')?.value,
    guardDuty: guardDutyOfAccounts.get(at.id) ?? 'unclear',
  }),
})
