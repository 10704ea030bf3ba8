import { directorySettings } from '../../datasets/entra/authorization-policy.ts'
import { defineView } from '../needs.ts'

/** Templates, the same in every tenant: https://learn.microsoft.com/graph/api/resources/groupsettingtemplate */
const templates = {
  groups: '62375ab9-6b52-47ed-826b-58e47e0e304b',
  passwords: '5cf42378-d67d-4f36-ba46-e8b86229381d',
  consent: 'dffd5d46-495d-40a9-8e21-954ff55e198a',
} as const

export interface SettingsOf {
  /** Whether the tenant ever changed anything of the template; if not, all is at its defaults. */
  readonly isChanged: boolean
  /** The text as it is set; undefined where nothing was changed, or the name is missing. */
  value(name: string): string | undefined
  /** True for `true` in any case, `byDefault` where it is not set. */
  isOn(name: string, byDefault: boolean): boolean
  number(name: string, byDefault: number): number
}

/** The tenant's settings by what they are about. */
export const settingsByTemplate = defineView({
  name: 'entra-settings-by-template',
  per: 'entra-tenant',
  needs: { directorySettings },
  build({ directorySettings }): Readonly<Record<keyof typeof templates, SettingsOf>> {
    const of = (templateId: string): SettingsOf => {
      const setting = [...directorySettings].find(one => one.templateId.toLowerCase() === templateId)
      const values = new Map(setting?.values.map(({ name, value }) => [name, value]))
      const value = (name: string): string | undefined => values.get(name)
      return {
        isChanged: setting !== undefined,
        value,
        isOn: (name, byDefault) => {
          const text = value(name) ?? ''
          return text === '' ? byDefault : text.toLowerCase() === 'true'
        },
        number: (name, byDefault) => {
          const text = value(name) ?? ''
          return /^\d+$/.test(text) ? Number(text) : byDefault
        },
      }
    }
    return { groups: of(templates.groups), passwords: of(templates.passwords), consent: of(templates.consent) }
  },
})
