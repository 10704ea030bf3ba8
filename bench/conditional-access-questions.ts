import { AZURE_MANAGEMENT } from '../src/analysis/conditional-access/applications.ts'
import { type Assurance, rankOf } from '../src/analysis/conditional-access/assurance.ts'
import { legacyClients, modernClients } from '../src/analysis/conditional-access/clients.ts'
import { readConditionalAccess } from '../src/analysis/conditional-access/conditional-access.ts'
import type { Question } from '../src/analysis/conditional-access/question.ts'
import { keepHeapLean } from '../src/cli/lean-heap.ts'
import { generatedTenant } from './generated-conditional-access.ts'

// Run as a process of its own: makes up a tenant, reads it once, asks every kind of question that rules ask, and prints the processor seconds of reading
// and asking as JSON. Its heap is kept as that of the command line is.

keepHeapLean()

const [users = '', policies = '', kind = ''] = process.argv.slice(2)
const facts = generatedTenant({ users: Number(users), policies: Number(policies), isAdversarial: kind === 'adversarial' })

const atLeast = (least: Assurance) => (assurance: Assurance) => rankOf(assurance) >= rankOf(least)
const question = (more: Partial<Question>): Question => ({ who: 'members', applications: 'any', clients: modernClients, suffices: atLeast('mfa'), ...more })
const some = Array.from({ length: 50 }, (_, n) => `user-${n * 97}`)
const questions: readonly Question[] = [
  question({}),
  question({ suffices: atLeast('phishing-resistant') }),
  question({ who: { ids: some } }),
  question({ who: { ids: some }, suffices: atLeast('phishing-resistant') }),
  question({ who: 'users' }),
  question({ who: 'users', applications: [AZURE_MANAGEMENT] }),
  question({ who: 'users', clients: legacyClients, suffices: atLeast('blocked') }),
  question({ clients: legacyClients, suffices: atLeast('blocked') }),
  question({ who: 'users', clients: ['other'], suffices: atLeast('blocked') }),
  question({ who: 'users', applications: ['application-1'] }),
  question({ who: 'users', applications: ['application-2'], suffices: atLeast('phishing-resistant') }),
  question({ who: 'users', only: { flow: ['deviceCodeFlow'] }, suffices: atLeast('blocked') }),
  question({ who: 'users', only: { flow: ['authenticationTransfer'] }, suffices: atLeast('blocked') }),
  question({ who: 'users', only: { signInRisk: ['medium', 'high'] } }),
  question({ who: 'users', only: { userRisk: ['high'] }, suffices: atLeast('blocked'), orControls: ['passwordChange', 'riskRemediation'] }),
  question({ who: 'users', only: { platform: ['other', 'linux'] } }),
  question({ only: { device: ({ isCompliant, isHybridJoined }) => !isCompliant && !isHybridJoined }, suffices: atLeast('blocked') }),
  question({ suffices: atLeast('blocked'), orSession: ({ signInFrequency }) => signInFrequency !== null }),
]

const begun = process.cpuUsage()
const conditionalAccess = readConditionalAccess(facts)
const answers = questions.map(each => {
  const { status, asked, uncoveredUsers, undecidedUsers, because } = conditionalAccess.cover(each)
  return { status, asked, uncovered: uncoveredUsers.length, undecided: undecidedUsers.length, because: because.length }
})
const { user, system } = process.cpuUsage(begun)
process.stdout.write(JSON.stringify({ cpu: (user + system) / 1e6, answers }))
