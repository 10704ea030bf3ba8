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

/** Bits of the characters that names and ids are made of: letters in one number, the rest in another. Bit 31 of the latter stands for any other one. */
const LETTERS = new Int32Array(128)
const OTHERS = new Int32Array(128).fill(1 << 31)
for (const [at, letter] of [...'abcdefghijklmnopqrstuvwxyz'].entries()) {
  LETTERS[letter.charCodeAt(0)] = 1 << at
  OTHERS[letter.charCodeAt(0)] = 0
}
for (const [at, other] of [...'0123456789-_.@:/ #+,="\'()'].entries()) OTHERS[other.charCodeAt(0)] = 1 << at

interface Marks {
  readonly letters: number
  readonly others: number
}

/** Which characters occur in a text: one that lacks a character of a term cannot contain it. */
const marksOf = (text: string): Marks => {
  let letters = 0
  let others = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    letters |= LETTERS[code] ?? 0
    others |= OTHERS[code] ?? 1 << 31
  }
  return { letters, others }
}

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
  const letters = new Int32Array(texts.length)
  const others = new Int32Array(texts.length)

  const readable = (text: string, number: number): string => {
    if (isScope[number] === 1) return `${text}\n${scopeName(text)}`
    return isValue[number] === 1 && /^["[]/.test(text) ? String(JSON.parse(text)) : text
  }
  const makeNext = (): void => {
    const number = searched.length
    const text = readable(texts[number] ?? '', number).toLowerCase()
    const marks = marksOf(text)
    letters[number] = marks.letters
    others[number] = marks.others
    searched.push(text)
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
    const marks = marksOf(term)
    // A character with a bit of its own is found by it alone.
    const isTold = term.length === 1 && marks.others >= 0
    for (let number = 0; number < searched.length; number++) {
      if (((letters[number] ?? 0) & marks.letters) !== marks.letters || ((others[number] ?? 0) & marks.others) !== marks.others) continue
      if (within !== undefined && within[number] !== 1) continue
      if (isTold || searched[number]?.includes(term) === true) hits[number] = 1
    }
    return hits
  }

  const columns = [findings.message, findings.subjectName, findings.subjectId, findings.scope, findings.partOf].map(column => Int32Array.from(column))
  const values = Int32Array.from(evidence.value)
  const ends = new Int32Array(findings.rule.length)
  for (let index = 0, end = 0; index < ends.length; index++) {
    end += findings.evidence[index] ?? 0
    ends[index] = end
  }
  const findingsWith = (term: string, hits: Uint8Array, within: Uint8Array | undefined): Uint8Array => {
    const found = new Uint8Array(ends.length)
    for (const column of columns)
      for (let index = 0; index < found.length; index++) {
        const text = column[index] ?? -1
        if (text >= 0 && hits[text] === 1) found[index] = 1
      }
    for (let index = 0; index < found.length; index++) {
      if (found[index] === 1 || (within !== undefined && within[index] !== 1)) continue
      const end = ends[index] ?? 0
      for (let entry = index === 0 ? 0 : (ends[index - 1] ?? 0); entry < end; entry++)
        if (hits[values[entry] ?? 0] === 1) {
          found[index] = 1
          break
        }
    }
    if (hexadecimal.test(term))
      for (let index = 0; index < found.length; index++)
        if (found[index] === 0 && (within === undefined || within[index] === 1) && findings.fingerprint[index]?.includes(term) === true) found[index] = 1
    return found
  }

  return {
    findingsWith(term) {
      while (searched.length < texts.length) makeNext()
      const before = known.get(term)
      if (before !== undefined) return before.findings
      const within = narrower(term)
      const hits = textsWith(term, within?.texts)
      const made = { texts: hits, findings: findingsWith(term, hits, within?.findings) }
      known.set(term, made)
      const oldest = known.keys().next().value
      if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest)
      return made.findings
    },
    prepare(milliseconds) {
      const end = performance.now() + milliseconds
      while (searched.length < texts.length) {
        for (let some = 0; some < 64 && searched.length < texts.length; some++) makeNext()
        if (performance.now() >= end) break
      }
      return searched.length < texts.length
    },
  }
}
