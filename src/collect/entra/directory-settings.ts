import { z } from 'zod'
import { directorySettings } from '../../datasets/entra/authorization-policy.ts'
import { defineCollector } from '../collector.ts'
import { rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'

const wire = z.object({
  id: z.string(),
  displayName: z.string().nullable(),
  templateId: z.string(),
  values: z.array(z.object({ name: z.string(), value: z.string().nullable() })),
})

/** What rules read; everything else of a setting stays in the tenant. */
const kept = new Set([
  'EnableGroupCreation',
  'GroupCreationAllowedGroupId',
  'EnableGroupSpecificConsent',
  'ConstrainGroupSpecificConsentToMembersOfGroupId',
  'EnableBannedPasswordCheck',
  'EnableBannedPasswordCheckOnPremises',
  'BannedPasswordCheckOnPremisesMode',
  'LockoutThreshold',
  'LockoutDurationInSeconds',
])

/** The words that nobody may use are nobody's business: how many there are says enough. Graph separates them by tabs. */
const counted = (list: string): string => String(list.split(/[\t\n\r,]+/).filter(word => word.trim() !== '').length)

/** https://learn.microsoft.com/graph/api/group-list-settings */
export const settings = defineCollector<EntraSession>({
  name: 'entra-directory-settings',
  gives: [directorySettings],
  collect: (session, at) =>
    rowsFrom(
      directorySettings,
      at,
      session.list({ path: '/groupSettings', select: ['id', 'displayName', 'templateId', 'values'] }),
      wire,
      ({ id, displayName, templateId, values }, scope) => ({
        id,
        scope,
        name: displayName ?? templateId,
        templateId,
        values: values.flatMap(({ name, value }) => {
          if (name === 'BannedPasswordList') return [{ name: 'BannedPasswordCount', value: counted(value ?? '') }]
          return kept.has(name) ? [{ name, value: value ?? '' }] : []
        }),
      }),
    ),
})
