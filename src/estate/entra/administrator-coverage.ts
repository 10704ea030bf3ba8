import { type Assurance, rankOf } from '../../analysis/conditional-access/assurance.ts'
import { modernClients } from '../../analysis/conditional-access/clients.ts'
import type { ConditionalAccess } from '../../analysis/conditional-access/conditional-access.ts'
import type { Coverage, Question } from '../../analysis/conditional-access/question.ts'
import { whyUndecided } from './coverage-words.ts'
import type { Administrators } from './privileged-holders.ts'

/** What administrators must prove. `open`: why no hole is certain and coverage is not either, in one sentence. */
export interface AdministratorCoverage {
  readonly coverage: Coverage
  readonly open?: string | undefined
}

const everywhere = (least: Assurance): Pick<Question, 'applications' | 'clients' | 'suffices'> => ({
  applications: 'any',
  clients: modernClients,
  suffices: assurance => rankOf(assurance) >= rankOf(least),
})

/** Whether one user must prove at least this much for every application. */
export const coverOne = (conditionalAccess: ConditionalAccess, id: string, least: Assurance): Coverage =>
  conditionalAccess.cover({ who: { ids: [id] }, ...everywhere(least) })

/** Whether everyone with a privileged role, or eligible for one, must prove at least this much for every application. `more`: in sign-ins like these, or with such a session. */
export const coverAdministrators = (
  conditionalAccess: ConditionalAccess,
  { holdersOf, also, unclear }: Administrators,
  least: Assurance,
  more: Pick<Question, 'only' | 'orSession'> = {},
): AdministratorCoverage => {
  const coverage = conditionalAccess.cover({ who: { holdersOf, also }, ...everywhere(least), ...more })
  const isAnyone = coverage.asked > 0 || coverage.emergencyAccess.asked.length > 0
  if (coverage.status === 'hole') return { coverage }
  if (coverage.status === 'undecided') return { coverage, open: whyUndecided(coverage) }
  if (unclear.length > 0) return { coverage, open: `who ${unclear.join(', ')} is, is not known.` }
  return isAnyone ? { coverage } : { coverage, open: 'no enabled administrator was found to ask about.' }
}
