import type { Reporter } from '../src/assessment.ts'
import { compliance } from './compliance.ts'
import { csv } from './csv.ts'
import { gitlab } from './gitlab.ts'
import { html } from './html.ts'
import { json } from './json.ts'
import { junit } from './junit.ts'
import { markdown } from './markdown.ts'
import { ocsf } from './ocsf.ts'
import { sarif } from './sarif.ts'

/** Every format of a report, by the word that people write in the config. */
export const reporters = { json, html, markdown, csv, junit, sarif, gitlab, ocsf, compliance } satisfies Record<string, Reporter>

export type Format = keyof typeof reporters

export const formats = Object.keys(reporters) as readonly Format[]
