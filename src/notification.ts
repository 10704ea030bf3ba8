import { type Assessment, type Finding, type Severity, severities } from './assessment.ts'

/** What a person is told of a run: counts, and the findings that matter and are new or became worse, worst first. No evidence: a chat is no place for it. */
export interface Notification {
  readonly event: 'new-findings'
  readonly tool: Assessment['tool']
  readonly now: string
  readonly score?: number | undefined
  readonly gate: { readonly status: string; readonly why: string }
  readonly fresh: readonly {
    readonly fingerprint: string
    readonly rule: string
    readonly severity: Severity
    /** What it was, where it is not new but worse. */
    readonly was?: Severity
    readonly title: string
    readonly subject: string
    readonly scope: string
  }[]
  /** Such findings beyond those listed. */
  readonly more: number
  readonly lostFromSight: number
}

const LISTED = 20

const worsened = (was: Severity | undefined): { was?: Severity } => (was === undefined ? {} : { was })

const isOpen = ({ foldedInto, exception }: Finding): boolean => foldedInto === undefined && exception === undefined

/**
 * What there is to tell of a run: findings of at least this severity that are new or became worse; undefined where there are none. Without an earlier run every finding is new, and
 * that is told as well.
 */
export const notificationOf = (assessment: Assessment, least: Severity): Notification | undefined => {
  const since = assessment.changes && new Set(assessment.changes.fresh)
  const worse = new Map(
    (assessment.changes?.changed ?? [])
      .filter(({ fingerprint, from, to }) => severities.indexOf(to) < severities.indexOf(from) && since?.has(fingerprint) === false)
      .map(({ fingerprint, from }) => [fingerprint, from]),
  )
  const isTold = ({ fingerprint }: Finding): boolean => since === undefined || since.has(fingerprint) || worse.has(fingerprint)
  const fresh = assessment.results
    .flatMap(({ rule, findings }) => findings.map(finding => ({ rule, finding })))
    .filter(({ finding }) => isOpen(finding) && severities.indexOf(finding.severity) <= severities.indexOf(least) && isTold(finding))
    .sort((a, b) => severities.indexOf(a.finding.severity) - severities.indexOf(b.finding.severity))
  if (fresh.length === 0) return undefined
  const { tool, now, score, gate, changes } = assessment
  return {
    event: 'new-findings',
    tool,
    now,
    ...(score.overall === undefined ? {} : { score: score.overall }),
    gate: { status: gate.status, why: gate.why },
    fresh: fresh.slice(0, LISTED).map(({ rule, finding: { fingerprint, severity, subject } }) => ({
      fingerprint,
      rule: rule.id,
      severity,
      ...worsened(worse.get(fingerprint)),
      title: rule.failureTitle,
      subject: subject.name,
      scope: subject.scope,
    })),
    more: Math.max(0, fresh.length - LISTED),
    lostFromSight: changes?.lost.length ?? 0,
  }
}

/** Controls, invisible and reordering characters out of a name, and short enough for a chat. */
const plain = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .slice(0, 120)

/** A name that Slack shows as it is: `<!channel>`, links and mentions are made of these three. https://docs.slack.dev/messaging/formatting-message-text */
const slackText = (text: string): string =>
  plain(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[*_~`]/g, character => `${character}\u200b`)

const headline = ({ fresh, more, score }: Notification): string => {
  const count = fresh.length + more
  const which = fresh.some(({ was }) => was !== undefined) ? 'new or worse' : 'new'
  return `Postern: ${count} ${which} ${count === 1 ? 'finding' : 'findings'}${score === undefined ? '' : `, score ${Math.round(score)} of 100`}`
}

const gradeOf = ({ severity, was }: Notification['fresh'][number]): string => (was === undefined ? severity : `${severity} (was ${was})`)

const endOf = ({ more, lostFromSight }: Notification): string[] => [
  ...(more === 0 ? [] : [`and ${more} more; the report lists them all`]),
  ...(lostFromSight === 0 ? [] : [`${lostFromSight} earlier ${lostFromSight === 1 ? 'finding' : 'findings'} lost from sight: not fixed, not seen`]),
]

/** The body that each kind of receiver takes. */
export const bodies = {
  generic: (told: Notification): unknown => told,
  slack: (told: Notification): unknown => ({
    text: [
      headline(told),
      ...told.fresh.map(one => `• ${gradeOf(one)}: ${one.title}: ${slackText(one.subject)} (${slackText(one.scope)})`),
      ...endOf(told),
    ].join('\n'),
    unfurl_links: false,
    unfurl_media: false,
  }),
  // https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using: text blocks of a card know Markdown, a fact set does not.
  teams: (told: Notification): unknown => ({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            { type: 'TextBlock', text: headline(told), weight: 'Bolder', wrap: true },
            {
              type: 'FactSet',
              facts: told.fresh.map(one => ({ title: gradeOf(one), value: `${one.title}: ${plain(one.subject)} (${plain(one.scope)})` })),
            },
            ...endOf(told).map(text => ({ type: 'TextBlock', text, wrap: true })),
          ],
        },
      },
    ],
  }),
} as const

/** What may be made a link of is not one any more. */
const unlinked = (text: string): string =>
  plain(text)
    .replaceAll('://', ':\u200b//')
    .replace(/\bwww\./gi, 'www\u200b.')

const htmlText = (text: string): string => text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)

/** A letter: its subject holds no name of a cloud's, its page nothing but text, and both say the same. */
export const letterOf = (told: Notification): { readonly subject: string; readonly text: string; readonly html: string } => {
  const rows = told.fresh.map(one => ({ grade: gradeOf(one), what: unlinked(one.title), subject: unlinked(one.subject), scope: unlinked(one.scope) }))
  const end = [
    ...endOf(told),
    unlinked(`Gate ${told.gate.status}: ${told.gate.why}`),
    `Judged as of ${told.now}. The report of this run has the evidence and what to do.`,
  ]
  const cells = rows.map(row => `<tr>${[row.grade, row.what, row.subject, row.scope].map(cell => `<td>${htmlText(cell)}</td>`).join('')}</tr>`)
  return {
    subject: headline(told),
    text: [headline(told), '', ...rows.map(row => `- ${row.grade}: ${row.what}: ${row.subject} (${row.scope})`), '', ...end, ''].join('\n'),
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${htmlText(headline(told))}</title></head><body><h1>${htmlText(headline(told))}</h1><table border="1" cellpadding="4"><tr><th>Severity</th><th>Finding</th><th>Subject</th><th>Where</th></tr>${cells.join('')}</table>${end.map(line => `<p>${htmlText(line)}</p>`).join('')}</body></html>`,
  }
}
