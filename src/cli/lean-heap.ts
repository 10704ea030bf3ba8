import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { forgetOlderPolicies, forgetPolicies } from '../analysis/iam/policy-document.ts'

/**
 * Keeps the heap near what is in use. Left alone, V8 lets it grow to several times of that before it collects: a scan of 400 accounts, which holds a few of
 * them at a time, took nearly three times the memory of a scan of one. Costs up to a tenth more processor time. V8 looks at both values whenever it
 * resizes the heap, so that they count although it runs already.
 */
export const keepHeapLean = (): void => {
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--heap-growing-percent=100')
}

let collect: (() => void) | undefined

const collectNow = (): void => {
  if (collect === undefined) {
    setFlagsFromString('--expose-gc')
    collect = runInNewContext('gc') as () => void
  }
  collect()
}

/** Scopes between two collections: rare enough to cost little, often enough that what was left of one scope is gone before many more have come. */
const EVERY = 8

/** Called as scopes are done with: has what they left collected now and then, so that hundreds of accounts take the memory of a few. */
export const afterScope = (done: number): void => {
  if (done % EVERY !== 0) return
  forgetOlderPolicies()
  collectNow()
}

/** What collection left is garbage when judging begins: its pages are taken again instead of new ones. */
export const beforeJudging = (): void => {
  keepHeapLean()
  collectNow()
}

/**
 * Verdicts keep nothing of the policies they stand on: what was kept of those makes room for the reports. Their text goes out piece by piece, so that little
 * of it is in use at a time and the heap need hardly grow.
 */
export const beforeReports = (): void => {
  forgetPolicies()
  setFlagsFromString('--heap-growing-percent=20')
  collectNow()
}

/** What the text of a report was made of is garbage: the next takes its place. */
export const afterReport = collectNow
