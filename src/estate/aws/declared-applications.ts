import type { Declaration } from '../../datasets/declared.ts'
import { declared } from '../../datasets/declared.ts'
import { defineView } from '../needs.ts'

/** Finds what the operator declared of an application or a URL, by any of its names, compared without regard to case. */
export interface ApplicationDeclarations {
  application(...names: readonly string[]): Declaration | undefined
  url(url: string): Declaration | undefined
}

/** What the operator declared of app clients, user pools and APIs (kind `application`), and of URLs (kind `url`). */
export const declaredApplications = defineView({
  name: 'declared-applications',
  per: 'aws-account',
  needs: { declared },
  build({ declared }): ApplicationDeclarations {
    const of = (kind: Declaration['kind']) =>
      new Map([...declared].filter(declaration => declaration.kind === kind).map(declaration => [declaration.value.toLowerCase(), declaration]))
    const applications = of('application')
    const urls = of('url')
    return {
      application: (...names) => names.map(name => applications.get(name.toLowerCase())).find(declaration => declaration !== undefined),
      url: url => urls.get(url.toLowerCase()),
    }
  },
})
