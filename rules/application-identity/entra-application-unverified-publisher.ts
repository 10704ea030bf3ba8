import { isMicrosofts } from '../../src/analysis/tier-zero.ts'
import { nativeId } from '../../src/dataset.ts'
import { servicePrincipals } from '../../src/datasets/entra/applications.ts'
import { knownTenants } from '../../src/estate/entra/known-tenants.ts'
import { permissionsHeld } from '../../src/estate/entra/permissions-held.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-application-unverified-publisher',
  title: 'Applications of others that hold permissions here come from publishers whom Microsoft has verified',
  failureTitle: 'Application of an unverified publisher',
  cloud: 'entra',
  severity: 'low',
  recommendation: 'application-identity',
  rationale:
    'Anybody can register an application under any name, and consent phishing lives from that. A verified publisher is an organization whose identity Microsoft has checked. It says nothing of the quality of what it does, but who it is. Asked are applications that were registered in another tenant than this one, those of this scan, declared ones and Microsoft’s own, and that hold application permissions, or delegated permissions for everybody. Permissions that single people gave them for themselves are not read.',
  remediation: [
    { text: 'Ask the vendor to verify itself, and that the application is the vendor’s.' },
    { text: 'Remove it where nobody knows it.', command: 'az ad sp delete --id OBJECT_ID' },
    { text: 'Let people consent to verified publishers only, or to nothing.' },
  ],
  verify: [{ text: 'verifiedPublisher names a publisher.', command: 'az ad sp show --id OBJECT_ID --query verifiedPublisher' }],
  frameworks: { 'mcsb@2': ['AM-2', 'IM-3'], 'nist-800-53@r5': ['CM-11', 'SR-11'] },
  equivalents: {},
  references: [
    { title: 'Publisher verification', url: 'https://learn.microsoft.com/entra/identity-platform/publisher-verification-overview' },
    { title: 'Protect against consent phishing', url: 'https://learn.microsoft.com/entra/identity/enterprise-apps/protect-against-consent-phishing' },
  ],
  subjects: servicePrincipals,
  needs: { permissionsHeld, knownTenants },
  where: ({ id, scope, accountEnabled, servicePrincipalType, appOwnerOrganizationId: owner }, { permissionsHeld, knownTenants }) =>
    accountEnabled &&
    servicePrincipalType === 'Application' &&
    owner !== null &&
    owner.toLowerCase() !== nativeId(scope) &&
    !knownTenants.has(owner.toLowerCase()) &&
    !isMicrosofts(owner) &&
    permissionsHeld.has(id),
  check(program, { permissionsHeld }) {
    if (program.verifiedPublisherId !== null) return pass()
    return fail(`${program.name} holds permissions here, and its publisher is not verified.`, [
      evidence('Registered in the tenant', program.appOwnerOrganizationId ?? 'not told', program.id),
      evidence('Application id', program.appId),
      evidence('Permissions', permissionsHeld.get(program.id) ?? []),
    ])
  },
})
