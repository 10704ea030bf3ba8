import { describe, expect, test } from 'vitest'
import { countedScopes, scopeInWords, subjectInWords, subjectsName } from '../../reports/html/labels.ts'
import { pack } from '../../reports/html/pack.ts'
import { declarationsOf, declaredWords, isUnmatched } from '../../reports/html/page/declarations.ts'
import { filterFindings, filterQuestions } from '../../reports/html/page/filter.ts'
import { createModel } from '../../reports/html/page/model.ts'
import { parseQuery } from '../../reports/html/page/query.ts'
import { countCauses, groupUnknowns, severalCauses } from '../../reports/html/page/unknown-groups.ts'
import { byWorst, severityCounts } from '../../reports/html/severity-counts.ts'
import type { Assessment, Unanswered } from '../../src/assessment.ts'
import { syntheticAssessment } from './synthetic-assessment.ts'

const assessment = syntheticAssessment()
const modelOf = (of: Assessment) => createModel(pack(of))
const findings = assessment.results.flatMap(result => result.findings)
const isCounted = (finding: (typeof findings)[number]): boolean => finding.foldedInto === undefined && finding.exception === undefined
const counted = findings.filter(isCounted)
const sum = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((total, count) => total + count, 0)

describe('counting', () => {
  const model = modelOf(assessment)
  const shown = (query: string) => filterFindings(model, parseQuery(query))

  test('is the same in the list and in every filter: what is included or accepted is not counted', () => {
    const { total, facets } = shown('')
    expect(total).toBe(counted.length)
    for (const key of ['severity', 'cloud', 'recommendation'] as const) expect({ key, sum: sum(facets[key]) }).toEqual({ key, sum: counted.length })
    for (const severity of ['critical', 'high', 'medium'] as const)
      expect(facets.severity.get(severity)).toBe(counted.filter(finding => finding.severity === severity).length)
  })

  test('is not changed by showing what is included as well', () => {
    const { total, facets } = shown('status:failing,included')
    expect(total).toBe(findings.filter(finding => finding.exception === undefined).length)
    expect(total).toBeGreaterThan(counted.length)
    expect(sum(facets.severity)).toBe(counted.length)
    expect(sum(facets.cloud)).toBe(counted.length)
  })

  test('says of each status what choosing it would show', () => {
    const { facets } = shown('')
    expect(Object.fromEntries(facets.status)).toEqual({ failing: counted.length, included: 1, accepted: 1 })
    expect(shown('status:included').total).toBe(1)
    expect(shown('-status:failing').total).toBe(2)
    expect(shown('-status:accepted').total).toBe(counted.length)
  })

  test('of other values of a filter says what they would show beside it', () => {
    const { total, facets } = shown('severity:critical cloud:aws')
    const aws = new Set(assessment.results.filter(({ rule }) => rule.cloud === 'aws').map(({ rule }) => rule.id))
    expect(total).toBe(counted.filter(finding => finding.severity === 'critical' && aws.has(finding.rule)).length)
    expect(facets.severity.get('high')).toBe(counted.filter(finding => finding.severity === 'high' && aws.has(finding.rule)).length)
    expect(facets.cloud.get('entra')).toBe(shown('severity:critical cloud:entra').total)
    expect(facets.recommendation.get('federation')).toBe(shown('severity:critical cloud:aws recommendation:federation').total)
  })

  test('leads from a finding to those that it includes', () => {
    const child = findings.find(finding => finding.foldedInto !== undefined)
    expect(model.includedBy(child?.foldedInto ?? '').map(index => model.finding(index).fingerprint)).toEqual([child?.fingerprint])
    expect(model.includedBy(child?.fingerprint ?? '')).toEqual([])
  })
})

describe('searching', () => {
  const model = modelOf(assessment)
  const found = (query: string): string[] =>
    filterFindings(model, parseQuery(`status:failing,included,accepted ${query}`)).groups.flatMap(({ items }) =>
      items.map(index => model.finding(index).fingerprint),
    )
  const textOf = (finding: (typeof findings)[number]): string => {
    const { subject, message, fingerprint, evidence } = finding
    const scope = assessment.scopes.find(({ id }) => id === subject.scope)
    return [subject.name, subject.id, subject.scope, scope?.name, message, fingerprint, ...evidence.map(({ value }) => String(value))].join('\n').toLowerCase()
  }

  test.each(['chen', 'chen.wei', 'eu-central-1', 'administrators,finance', 'payments', '12', 'true', 'TERRAFORM', '"no thing like this"'])(
    'finds %s wherever it stands',
    word => {
      const wanted = word.toLowerCase().replaceAll('"', '')
      expect(found(word).toSorted()).toEqual(
        findings
          .filter(finding => textOf(finding).includes(wanted))
          .map(finding => finding.fingerprint)
          .toSorted(),
      )
    },
  )

  test('finds the same whatever was typed before, longer or shorter', () => {
    const fresh = new Map(['terraform', 'terra', 'terraform-1', 'a'].map(word => [word, new Set(modelFound(word))]))
    for (const word of ['t', 'te', 'terra', 'terraform', 'terraform-1', 'terraform', 'terra', 'a', 'arn', 'terra']) {
      const again = new Set(found(word))
      const expected = fresh.get(word)
      if (expected !== undefined) expect(again).toEqual(expected)
    }
  })
  const modelFound = (word: string): string[] => {
    const own = modelOf(assessment)
    return filterFindings(own, parseQuery(`status:failing,included,accepted ${word}`)).groups.flatMap(({ items }) =>
      items.map(index => own.finding(index).fingerprint),
    )
  }

  test('finds a finding by its fingerprint, and what has not a word', () => {
    const [first] = findings
    expect(found(first?.fingerprint.slice(0, 12) ?? '?')).toEqual([first?.fingerprint])
    expect(found('chen').length + found('-chen').length).toBe(findings.length)
  })
})

describe('unanswered questions', () => {
  const [tenant, other] = [assessment.scopes.at(-1)?.id ?? '', assessment.scopes[0]?.id ?? '']
  const denied = { dataset: 'directory-roles', scope: tenant, reason: 'denied', detail: 'GET /roles answered 403', permission: 'Member.Read.Hidden' } as const
  const failed = { dataset: 'aws-applications', scope: tenant, reason: 'failed', detail: 'GET /servicePrincipals/{id} answered 503' } as const
  const asking = (unanswered: readonly Unanswered[]) => {
    const [first, ...rest] = assessment.results
    if (first === undefined) throw new Error('The synthetic assessment has no rules')
    const model = modelOf({ ...assessment, results: [{ ...first, unanswered }, ...rest.map(result => ({ ...result, unanswered: [] }))] })
    return groupUnknowns(
      model,
      unanswered.map((_, index) => index),
    )
  }
  const question = (...because: Exclude<Unanswered['because'], string>): Unanswered => ({ scope: tenant, because, message: 'Not read.' })

  test('of different causes stand apart, and what waits for several causes says that one alone is not enough', () => {
    const groups = asking([
      question(denied),
      question(denied, { ...denied, dataset: 'groups' }),
      question(failed),
      question(denied, failed),
      question(failed, denied),
    ])
    expect(groups.map(({ reason, items, causes }) => [reason, items, causes.map(cause => cause.permission)])).toEqual([
      ['Access denied', [0, 1], ['Member.Read.Hidden']],
      ['Several causes', [3, 4], ['Member.Read.Hidden', undefined]],
      ['Request failed', [2], [undefined]],
    ])
    expect(groups.map(({ causes, items }) => severalCauses(causes, items.length))).toEqual([
      undefined,
      '2 causes: granting one alone does not answer them',
      undefined,
    ])
    expect(countCauses(groups)).toBe(2)
  })

  test.each([
    ['scope', { ...denied, scope: other }],
    ['reason', { ...denied, reason: 'failed' as const }],
    ['detail', { ...denied, detail: 'something else' }],
    ['permission', { ...denied, permission: 'Directory.Read.All' }],
  ])('whose causes differ in %s are not merged', (_, gap) => {
    expect(asking([question(denied), question(gap)])).toHaveLength(2)
  })

  test('that nothing missing explains stand by rule', () => {
    const [threw, undecidable] = [question(), question()]
    expect(
      asking([
        { ...threw, because: 'threw' },
        { ...undecidable, because: 'undecidable' },
      ]).map(group => group.reason),
    ).toEqual(['The rule failed', 'Undecidable'])
  })

  test('are counted by what their rule can come to', () => {
    const model = modelOf(assessment)
    const { total, facets } = filterQuestions(model, parseQuery(''))
    expect(sum(facets.severity)).toBe(total)
    expect(filterQuestions(model, parseQuery('iam:GenerateCredentialReport')).total).toBe(1)
  })
})

describe('words', () => {
  test('name a scope by kind and name, and an account by its number too', () => {
    expect(scopeInWords('aws-account/666677778888', 'contoso-data')).toBe('Account contoso-data 666677778888')
    expect(scopeInWords('aws-organization/o-abc1234567', 'o-abc1234567')).toBe('Organization o-abc1234567')
    expect(scopeInWords('entra-tenant/3a9fc5bb', 'Contoso')).toBe('Tenant Contoso')
    expect(scopeInWords('aws-account/666677778888', undefined)).toBe('Account 666677778888')
    expect(scopeInWords('operator', 'operator')).toBe('Operator')
    expect(scopeInWords('constructor/x', undefined)).toBe('constructor/x')
  })

  test('say what a bare id is the id of', () => {
    expect(subjectInWords('o-wzkxgzkof7', 'aws-organizations')).toBe('AWS organization o-wzkxgzkof7')
    expect(subjectInWords('555566667777', 'scanned-accounts')).toBe('Scanned account 555566667777')
    expect(subjectInWords('backup-agent', 'iam-users')).toBe('backup-agent')
  })

  test('count scopes and subjects', () => {
    expect(countedScopes(2, 'aws-account')).toBe('2 accounts')
    expect(countedScopes(1, 'entra-tenant/3a9fc5bb')).toBe('1 tenant')
    expect(countedScopes(2, 'azure-hierarchy')).toBe('2 Azure hierarchies')
    expect(subjectsName('aws-sign-ins', 3)).toBe('AWS sign-ins')
    expect(subjectsName('azure-role-assignments', 4)).toBe('Azure role assignments')
  })

  test('rules come by the worst finding, then by how many of the worst', () => {
    const mixes = [severityCounts([1, 1, 1, 1]), severityCounts([0]), severityCounts([0, 0]), severityCounts([0, 1])]
    expect(mixes.toSorted(byWorst).map(counts => counts.slice(0, 2))).toEqual([
      [2, 0],
      [1, 1],
      [1, 0],
      [0, 4],
    ])
  })
})

describe('declarations', () => {
  const id = findings[0]?.subject.id ?? ''
  const declared = { kind: 'principal', id, as: 'service-user', reason: 'The appliance cannot take roles' }
  const lost = { kind: 'account', id: '999988887777', reason: 'Sold in 2025' }
  const packed = pack({
    ...assessment,
    exhibits: [{ id: 'declarations', title: 'Declared by the operator', data: [declared, lost] }],
    notices: [{ kind: 'declaration-unmatched', message: `The declared account ${lost.id} matches nothing that was read.` }],
  })

  test('are read from the exhibit, with what they matched', () => {
    const [first, second] = declarationsOf(packed)
    if (first === undefined || second === undefined) throw new Error('The declarations were not read')
    expect([first, second].map(declaredWords)).toEqual(['Declared as service user: The appliance cannot take roles', 'Declared: Sold in 2025'])
    expect([first, second].map(entry => isUnmatched(packed, entry))).toEqual([false, true])
  })

  test('of an exhibit in another shape are none', () => {
    for (const data of [null, 'text', { id: 'x' }, [{ id: 7 }], [null]])
      expect(declarationsOf(pack({ ...assessment, exhibits: [{ id: 'declarations', title: '', data }] }))).toEqual([])
  })
})
