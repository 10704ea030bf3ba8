import { createHash } from 'node:crypto'
import type { Assessment, Reporter } from '../src/assessment.ts'
import { dataLines } from './html/data-lines.ts'
import { escapeHtml, summary } from './html/noscript.ts'
import { pack } from './html/pack.ts'
import { script, style, themeScript } from './html/page.generated.ts'

const sha256 = (text: string): string => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`

/** Nothing may load, connect or run but the three inline texts named by their hashes; a string can never become markup (Trusted Types). */
const policy = [
  "default-src 'none'",
  `script-src ${sha256(themeScript)} ${sha256(script)}`,
  `style-src ${sha256(style)}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='7' fill='%231f3a4d'/%3E%3Cpath d='M10 26V14a6 6 0 0 1 12 0v12' fill='none' stroke='%23f4efe6' stroke-width='2.5'/%3E%3Ccircle cx='18.5' cy='19' r='1.6' fill='%23e8a33d'/%3E%3C/svg%3E"

function* page(assessment: Assessment): Generator<string> {
  yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
  yield `<meta http-equiv="Content-Security-Policy" content="${policy}">\n`
  yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n'
  yield '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">\n'
  yield `<title>Identity posture report, ${escapeHtml(assessment.now.slice(0, 10))}</title>\n<link rel="icon" href="${icon}">\n`
  yield `<style>${style}</style>\n<script>${themeScript}</script>\n</head>\n<body>\n`
  yield* summary(assessment)
  yield '<div id="app"><p class="plain opening">Opening the report. If this text stays, the browser is too old for it: a version of 2024 or later is needed.</p></div>\n<script id="data" type="application/octet-stream">'
  yield* dataLines(pack(assessment))
  yield `</script>\n<script>${script}</script>\n</body>\n</html>\n`
}

/** `report.html`: one file that needs nothing else, asks nobody and shows every name in it as inert text. */
export const html: Reporter = assessment => [{ name: 'report.html', text: page(assessment) }]
