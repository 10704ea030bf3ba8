import { expect, it } from 'vitest'
import type { Gap } from '../../src/dataset.ts'
import { servicePrincipals } from '../../src/datasets/entra/applications.ts'
import { entraUsers } from '../../src/datasets/entra/directory.ts'
import { unmatchedDeclarations } from '../../src/declarations.ts'
import { openEstate } from '../../src/estate/estate.ts'
import { defaultScopes, given, memorySnapshot } from '../memory-snapshot.ts'
import { declaration } from '../rule-tester.ts'

const tenant = defaultScopes['entra-tenant']
const user = (name: string) => ({
  id: `id-of-${name}`,
  name,
  displayName: name,
  accountEnabled: true,
  userType: 'Member',
  onPremisesSyncEnabled: null,
  creationType: null,
  externalUserState: null,
  createdAt: null,
})

/** Every table a principal could be in is there, but for the gaps. */
const notices = (value: string, gaps: readonly Gap[] = []): string[] => {
  const snapshot = memorySnapshot([given(entraUsers, user('bg1@contoso.com'))], { scopes: [tenant], datasets: [servicePrincipals], gaps })
  const search = unmatchedDeclarations([{ ...declaration('principal', value), scope: 'operator/config' }])
  const estate = openEstate(snapshot, new Map())
  for (const scope of estate.scopes) search.look(estate.open(scope))
  return search.notices().map(({ message }) => message)
}

it('a declaration that names somebody is matched without regard to case', () => {
  expect(notices('BG1@contoso.com')).toEqual([])
  expect(notices('ID-of-bg1@contoso.com')).toEqual([])
})

it('a declaration that names nobody is told', () => {
  expect(notices('bg2@contoso.com')).toEqual(['The declared principal bg2@contoso.com matches nothing that was read.'])
})

it('an ARN is not looked for where its account was not read', () => {
  expect(notices('arn:aws:iam::111111111111:user/robot')).toEqual([])
})

it('nothing is told where the users could not be read', () => {
  expect(notices('bg2@contoso.com', [{ dataset: 'entra-users', scope: tenant.id, reason: 'denied', detail: 'access denied' }])).toEqual([])
})
