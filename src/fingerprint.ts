import { hash } from 'node:crypto'

const VERSION = 1

/** What a finding is known by over time: words, severity and time never enter, so that rewording or a moved threshold keeps it. 32 hex digits. */
export const fingerprintOf = (rule: string, scope: string, subject: string): string =>
  hash('sha256', JSON.stringify([VERSION, rule, scope, subject]), 'hex').slice(0, 32)
