import { directoryTrusts } from '../../src/datasets/aws/directories.ts'
import { declaredDomains } from '../../src/estate/aws/declared-domains.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const over = new Set(['Deleted', 'Deleting', 'Failed'])
const INCOMING = 'One-Way: Incoming'
const known = new Set([INCOMING, 'One-Way: Outgoing', 'Two-Way'])

export default defineRule({
  id: 'aws-directory-trust-unexpected',
  title: 'Trusts of Managed Microsoft ADs are declared, and selective where they let people in',
  failureTitle: 'Unexpected or open directory trust',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'hybrid-identity',
  rationale:
    'By an outgoing or two-way trust, everybody of the other domain signs in at every machine of this one, unless authentication is selective: then only where it is said. A trust that is only incoming lets nobody in here. The other domain must be declared, kind issuer, by its name. Whether one way would be enough cannot be read: the direction is shown.',
  remediation: [
    { text: 'Delete a trust that nobody needs.', command: 'aws ds delete-trust --trust-id TRUST' },
    { text: 'Make authentication selective.', command: 'aws ds update-trust --trust-id TRUST --selective-auth Enabled' },
    { text: 'Where it is meant, declare the other domain in the configuration: kind issuer, its name, and the reason.' },
  ],
  verify: [{ text: 'SelectiveAuth is Enabled.', command: 'aws ds describe-trusts --trust-ids TRUST' }],
  frameworks: { 'nist-800-53@r5': ['AC-3', 'AC-20', 'IA-8'], 'mcsb@2': ['IM-1', 'IM-2'] },
  equivalents: {},
  references: [
    { title: 'Trust relationships', url: 'https://docs.aws.amazon.com/directoryservice/latest/admin-guide/ms_ad_setup_trust.html' },
    { title: 'Trust', url: 'https://docs.aws.amazon.com/directoryservice/latest/devguide/API_Trust.html' },
  ],
  subjects: directoryTrusts,
  needs: { declaredDomains },
  where: ({ state }) => !over.has(state),
  check({ id, directoryId, remoteDomain, direction, state, isSelective }, { declaredDomains }) {
    const isDeclared = declaredDomains(remoteDomain)
    const letsIn = known.has(direction) && direction !== INCOMING
    if (isDeclared && !known.has(direction))
      return unknown(`Whom the trust of ${directoryId} in ${remoteDomain} lets in is not known: its direction is ${direction}.`)
    if (isDeclared && letsIn && isSelective === undefined) return unknown(`Whether the trust of ${directoryId} in ${remoteDomain} is selective was not told.`)
    const isOpen = letsIn && isSelective === false
    if (isDeclared && !isOpen) return pass()
    const faults = [...(isDeclared ? [] : ['is not declared']), ...(isOpen ? ['lets everybody of it in'] : [])]
    return fail(`The trust of ${directoryId} in ${remoteDomain} ${faults.join(' and ')}.`, [
      evidence('Direction', direction, id),
      evidence('Selective authentication', isSelective ?? 'not told', id),
      evidence('State', state, id),
    ])
  },
})
