import type { Packed } from '../packed.ts'

/** Finds findings by words that occur in them, fast enough to follow each key in a report of 100,000. */
export interface SearchIndex {
  /** For each finding, 1 if the term (in lower case) occurs in its names, ids, scope, message, fingerprint or evidence. */
  findingsWith(term: string): Uint8Array
  /** Makes some of the texts ready and says whether more are left; for idle moments. */
  prepare(milliseconds: number): boolean
}

const REMEMBERED = 24
const hexadecimal = /^[0-9a-f]+$/

interface Hits {
  readonly texts: Uint8Array
  readonly findings: Uint8Array
}

/** Searches each distinct text once, however many findings share it. */
export const createSearchIndex = ({ texts, findings, evidence }: Packed, scopeName: (scope: string) => string): SearchIndex => {
  const isScope = new Uint8Array(texts.length)
  const isValue = new Uint8Array(texts.length)
  for (const text of findings.scope) isScope[text] = 1
  for (const text of evidence.value) isValue[text] = 1
  const searched: string[] = []

  const readable = (text: string, number: number): string => {
    if (isScope[number] === 1) return `${text}\n${scopeName(text)}`
    return isValue[number] === 1 && /^["[]/.test(text) ? String(JSON.parse(text)) : text
  }
  const makeNext = (): void => {
    searched.push(readable(texts[searched.length] ?? '', searched.length).toLowerCase())
  }

  const known = new Map<string, Hits>()
  /** What cannot contain the term, because it does not contain the shorter one that was typed before. */
  const narrower = (term: string): Hits | undefined => {
    let best: string | undefined
    for (const shorter of known.keys()) if (term.includes(shorter) && shorter.length > (best?.length ?? 0)) best = shorter
    return best === undefined ? undefined : known.get(best)
  }

  const textsWith = (term: string, within: Uint8Array | undefined): Uint8Array => {
    const hits = new Uint8Array(texts.length)
    for (const [number, text] of searched.entries()) if ((within === undefined || within[number] === 1) && text.includes(term)) hits[number] = 1
    return hits
  }

  const columns = [findings.subjectName, findings.subjectId, findings.partOf, findings.scope, findings.message]
  const findingsWith = (term: string, hits: Uint8Array): Uint8Array => {
    const found = new Uint8Array(findings.rule.length)
    for (const column of columns) for (let index = 0; index < column.length; index++) if (hits[column[index] ?? -1] === 1) found[index] = 1
    let entry = 0
    for (let index = 0; index < found.length; index++) {
      const end = entry + (findings.evidence[index] ?? 0)
      for (; entry < end; entry++) if (hits[evidence.value[entry] ?? -1] === 1) found[index] = 1
    }
    if (hexadecimal.test(term)) for (let index = 0; index < found.length; index++) if (findings.fingerprint[index]?.includes(term) === true) found[index] = 1
    return found
  }

  return {
    findingsWith(term) {
      while (searched.length < texts.length) makeNext()
      const before = known.get(term)
      if (before !== undefined) return before.findings
      const hits = textsWith(term, narrower(term)?.texts)
      const made = { texts: hits, findings: findingsWith(term, hits) }
      known.set(term, made)
      const oldest = known.keys().next().value
      if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest)
      return made.findings
    },
    prepare(milliseconds) {
      const end = performance.now() + milliseconds
      while (searched.length < texts.length && performance.now() < end) makeNext()
      return searched.length < texts.length
    },
  }
}
