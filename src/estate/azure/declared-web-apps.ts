import { declared } from '../../datasets/declared.ts'
import { defineView } from '../needs.ts'

/** Whether the operator declared a web app, by its resource id, name or host name. */
export type IsDeclaredWebApp = (...names: readonly (string | null)[]) => boolean

export const declaredWebApps = defineView({
  name: 'declared-web-apps',
  per: 'azure-subscription',
  needs: { declared },
  build({ declared }): IsDeclaredWebApp {
    const known = new Set([...declared].flatMap(({ kind, value }) => (kind === 'application' || kind === 'url' ? [value.toLowerCase()] : [])))
    return (...names) => names.some(name => name !== null && known.has(name.toLowerCase()))
  },
})
