import type { EntraUser } from '../../src/datasets/entra/directory.ts'
import { daysAgo } from './dates.ts'
import { draw, drawFrom, guid } from './ids.ts'
import { tenants } from './organization-facts.ts'
import { peopleNamed } from './people-names.ts'
import type { Loose } from './tables.ts'

type User = Loose<EntraUser>

const { domain, initial } = tenants.contoso

/** A user of the tenant. `name` is the user principal name, which the id follows from. */
const user = (name: string, displayName: string, age: number, more: Partial<User> = {}): User => ({
  id: guid(`user ${name}`),
  name,
  displayName,
  accountEnabled: true,
  userType: 'Member',
  onPremisesSyncEnabled: null,
  creationType: null,
  externalUserState: null,
  createdAt: daysAgo(age, `user ${name}`),
  ...more,
})

const synced = { onPremisesSyncEnabled: true } as const
const disabled = { accountEnabled: false } as const

/** Staff from the on-premises directory, some of whom have left, and those hired since new accounts are made in the cloud. */
const names = peopleNamed(132, 'contoso staff')
export const staff: readonly User[] = names.map(({ alias, display }, index) => {
  const isCloud = index >= 112
  const hasLeft = index % 13 === 12
  return user(`${alias}@${domain}`, display, isCloud ? 30 + draw(500, alias) : 700 + draw(1_900, alias), {
    ...(isCloud ? {} : synced),
    ...(hasLeft ? disabled : {}),
  })
})

const administrator = (index: number): User => {
  const { alias, display } = names[index] ?? { alias: '', display: '' }
  return user(`adm-${alias}@${initial}`, `${display} (administration)`, 640 - index, {})
}

/** Separate cloud accounts of those who administer. */
export const administrators = [0, 1, 2, 3, 4, 5, 6].map(administrator)

export const emergency = [user(`emergency1@${initial}`, 'Emergency access 1', 1_460), user(`emergency2@${initial}`, 'Emergency access 2', 1_460)] as const

/** Devices and programs that send mail with a password, kept in the old directory. */
export const machines = [
  user(`scanner-oslo@${domain}`, 'Scanner Oslo', 2_310, synced),
  user(`scanner-gdansk@${domain}`, 'Scanner Gdańsk', 2_310, synced),
  user(`erp-mailer@${domain}`, 'ERP mail', 1_980, synced),
  user(`alarm-relay@${domain}`, 'Building alarm relay', 1_702, synced),
  user(`ftp-intake@${domain}`, 'Supplier file intake', 1_611, { ...synced, ...disabled }),
] as const

export const synchronization = user(`Sync_DC02_4b1e0f27a9c3@${initial}`, 'On-Premises Directory Synchronization Service Account', 1_870)

/** The person for whom everything waits, excluded by name "until the new phone arrives". */
export const chiefFinancialOfficer = staff[20] ?? emergency[0]
/** Made a Global Administrator in 2021 with the everyday account. */
export const everydayAdministrator = staff[7] ?? emergency[0]

const rooms = ['Fjord', 'Skagen', 'Wisła', 'Liffey'].map((room, index) =>
  user(`room-${index + 1}@${domain}`, `Meeting room ${room}`, 1_100 + index, { ...synced, ...disabled }),
)
const mailboxes = ['info', 'careers', 'press'].map(box => user(`${box}@${domain}`, box[0]?.toUpperCase() + box.slice(1), 2_000, disabled))

const homes = ['fabrikam.com', 'adatum.com', 'northwindtraders.com', 'proseware.com', 'example.com'] as const
const invited = { userType: 'Guest', creationType: 'Invitation' } as const

const external = (alias: string, display: string, home: string, age: number, more: Partial<User>): User =>
  user(`${alias}_${home}#EXT#@${initial}`, display, age, { ...invited, externalUserState: 'Accepted', ...more })

/** Guests who came by invitation, a few of whom never answered it. */
export const guests: readonly User[] = peopleNamed(24, 'contoso guests').map(({ alias, display }, index) =>
  external(alias, display, drawFrom(homes, alias), 20 + draw(1_300, alias), index % 6 === 5 ? { externalUserState: 'PendingAcceptance' } : {}),
)

/** The consultant who set the tenant up. */
export const consultant = external('r.castellanos', 'Rocío Castellanos', 'fabrikam.com', 1_840, {})

/** Everyone else who is not quite a member: guests with a password here, members from elsewhere, one who signed up, one from before there was a type. */
const others: readonly User[] = [
  user(`auditor-1@${domain}`, 'External auditor 1', 201, { userType: 'Guest' }),
  user(`auditor-2@${domain}`, 'External auditor 2', 201, { userType: 'Guest' }),
  ...peopleNamed(4, 'litware in contoso').map(({ alias, display }) => external(alias, display, 'litware.com', 288, { userType: 'Member' })),
  external('partner.portal', 'Partner portal', 'proseware.com', 77, { creationType: 'SelfServiceSignUp' }),
  external('j.whitlock', 'J. Whitlock', 'adatum.com', 3_190, { userType: null, creationType: null, externalUserState: null }),
]

export const contosoUsers: readonly User[] = [
  ...staff,
  ...administrators,
  ...emergency,
  ...machines,
  synchronization,
  ...rooms,
  ...mailboxes,
  ...guests,
  consultant,
  ...others,
]
