import { describe, expect, it } from 'vitest'
import { graphOfRows, stepsOf } from './graph-of-rows.ts'
import { ACCOUNT, accountScope, application, assignedRole, everybody, PROVIDER, ROLE, SHA1, samlWorld, signing, tenantScope } from './saml-world.ts'

type World = Parameters<typeof samlWorld>[0]

const ELSEWHERE = '333333333333'
const role = `aws/${ROLE}`
const given = (world?: World): readonly string[] => stepsOf(graphOfRows(samlWorld(world)), 'can-assume')
const controlled = (world?: World): readonly string[] => stepsOf(graphOfRows(samlWorld(world)), 'controls', ({ to }) => to === role)
const audience = (operator: string, value: string) => ({ audience: { [operator]: { 'SAML:aud': value } } })

describe('SAML straight to IAM', () => {
  it('leads whoever has the application role, and whoever decides on the application, to a role that takes its certificate', () => {
    expect(given()).toEqual([`${assignedRole} > ${role} sure`])
    expect(controlled()).toEqual([`${application} > ${role} sure`])
  })

  it('leads nowhere where the provider takes none of the certificates of the application', () => {
    expect([...given({ signs: signing('c'.repeat(40)) }), ...controlled({ signs: signing('c'.repeat(40)) })]).toEqual([])
  })

  it.each<[string, World]>([
    ['the application has a certificate without a name', { signs: signing(null) }],
    ['no certificate of the application was read', { signs: {} }],
    ['the provider has a certificate that could not be read', { provider: { unreadCertificates: 1 } }],
    ['another certificate of the application is the chosen one', { signs: { ...signing(SHA1), preferredTokenSigningKeyThumbprint: 'D'.repeat(40) } }],
    ['the audience is no sign-in page of AWS', audience('StringEquals', 'https://sso.example.com/saml')],
    ['the audience is anything but the sign-in page', audience('StringNotEquals', 'https://signin.aws.amazon.com/saml')],
  ])('may lead there where %s', (_what, world) => {
    expect(given(world)).toEqual([`${assignedRole} > ${role} possible`])
    expect(controlled(world)).toEqual([`${application} > ${role} possible`])
  })

  it.each([
    ['StringLike', 'https://*.signin.aws.amazon.com/saml*'],
    ['StringEquals', 'https://eu-west-1.signin.aws.amazon.com/saml'],
  ])('follows an audience by %s %s', (operator, value) => {
    expect(given(audience(operator, value))).toEqual([`${assignedRole} > ${role} sure`])
  })

  it('may lead to a role of an account that was not scanned, and so to its administration', () => {
    const there = `arn:aws:iam::${ELSEWHERE}:role/admin`
    const estate = graphOfRows(samlWorld({ value: `${there},arn:aws:iam::${ELSEWHERE}:saml-provider/Entra` }))
    expect(stepsOf(estate, 'can-assume')).toEqual([`${assignedRole} > aws/${there} possible`])
    expect(stepsOf(estate, 'administers', ({ from }) => from === `aws/${there}`)).toEqual([`aws/${there} > goal/aws-account/${ELSEWHERE} possible`])
    expect(estate.accountGoals.has(ELSEWHERE)).toBe(true)
  })

  it('may lead to a role of an account whose roles could not be read, which is a blind spot too', () => {
    const estate = graphOfRows(samlWorld(), [{ dataset: 'iam-roles', scope: accountScope, reason: 'denied', detail: 'no' }])
    expect(stepsOf(estate, 'can-assume')).toEqual([`${assignedRole} > ${role} possible`])
    expect(estate.blindFor(tenantScope)).toContain(`the users and roles of account ${ACCOUNT} could not be read`)
  })

  it('has a blind spot in a provider that does not say whose it is', () => {
    const estate = graphOfRows(samlWorld({ provider: { entityId: undefined } }))
    expect(estate.blindFor(tenantScope)).toContain(`whom the SAML provider Entra of account ${ACCOUNT} takes assertions of could not be read`)
  })
})

describe('a Role claim that is the same for everybody', () => {
  const value = `${ROLE},${PROVIDER}`
  const constants = [{ claim: 'https://aws.amazon.com/SAML/Attributes/Role', value }]

  it('gives the role to whoever is assigned, whichever role they were', () => {
    const estate = graphOfRows(samlWorld({ constants }))
    expect(stepsOf(estate, 'assigned-to', ({ to }) => to === everybody(value))).toEqual([expect.stringContaining(`/ann/sp-iam > ${everybody(value)} sure`)])
    expect(stepsOf(estate, 'can-assume')).toContain(`${everybody(value)} > ${role} sure`)
  })

  it('is a blind spot where the claims could not be read, or name no role that can be', () => {
    const unread = graphOfRows(samlWorld(), [{ dataset: 'entra-aws-application-claims', scope: tenantScope, reason: 'denied', detail: 'no' }])
    expect(unread.blindFor(tenantScope)).toContain('which roles AWS of tenant Contoso claims for everybody could not be read')
    const strange = graphOfRows(samlWorld({ constants: [{ claim: 'https://aws.amazon.com/SAML/Attributes/Role', value: 'admin' }] }))
    expect(strange.blindFor(tenantScope)).toContain('AWS of tenant Contoso claims a role for everybody that cannot be read')
    expect(graphOfRows(samlWorld()).blindFor(tenantScope)).toEqual([])
  })
})
