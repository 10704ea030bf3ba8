import type { CrossTenantPartner, CrossTenantSetting } from '../../datasets/entra/cross-tenant-access.ts'

type Side = CrossTenantSetting['usersAndGroups']

/** Blocking some lets all others in; allowing some keeps all others out. */
const isOpenTo = (side: Side, all: string): boolean => {
  if (side === null) return true
  const isAll = side.targets.includes(all)
  return side.accessType === 'allowed' ? isAll : !isAll
}

/** Whether everybody is let through to everything, but for what is named. What Graph leaves unsaid counts as open. */
export const isOpen = (setting: CrossTenantSetting): boolean =>
  isOpenTo(setting.usersAndGroups, 'AllUsers') && isOpenTo(setting.applications, 'AllApplications')

/** Whether nobody is let through: either half blocks all. */
export const isClosed = ({ usersAndGroups, applications }: CrossTenantSetting): boolean =>
  [usersAndGroups, applications].some(side => side?.accessType === 'blocked' && (side.targets.includes('AllUsers') || side.targets.includes('AllApplications')))

/** A setting in words for evidence. */
export const settingWords = (setting: CrossTenantSetting): string => {
  const words = (side: Side): string => (side === null ? 'not set' : `${side.accessType} ${side.targets.join(', ')}`)
  return `${words(setting.usersAndGroups)}; ${words(setting.applications)}`
}

/** What is believed of a partner's people, in words. */
export const trustedClaims = ({ inboundTrust }: Pick<CrossTenantPartner, 'inboundTrust'>): readonly string[] => [
  ...(inboundTrust?.mfa === true ? ['MFA'] : []),
  ...(inboundTrust?.compliantDevice === true ? ['compliant devices'] : []),
  ...(inboundTrust?.hybridJoinedDevice === true ? ['hybrid joined devices'] : []),
]
