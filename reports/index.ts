import type { Reporter } from '../src/assessment.ts'
import { html } from './html.ts'
import { json } from './json.ts'

/** Every format of a report, by the word that people write in the config. */
export const reporters = { json, html } satisfies Record<string, Reporter>

export type Format = keyof typeof reporters

export const formats = Object.keys(reporters) as readonly Format[]
