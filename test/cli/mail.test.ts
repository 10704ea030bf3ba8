import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Assessment } from '../../src/assessment.ts'
import { notifyAll } from '../../src/cli/notify.ts'
import { parseConfig } from '../../src/config.ts'
import type { Notify } from '../../src/config-schedule.ts'
import { letterOf, notificationOf } from '../../src/notification.ts'
import { startAws } from '../clouds/aws/start-aws.ts'
import { type SinkOptions, type SmtpSink, startSmtpSink } from '../clouds/mail/smtp-sink.ts'
import { trustTestCertificate } from '../clouds/tls/test-certificate.ts'
import { hostileNames, hostileStrings } from '../reports/hostile-strings.ts'
import { syntheticAssessment } from '../reports/synthetic-assessment.ts'
import { workplace } from '../scan/run-postern.ts'
import { faultyAws, management } from '../scan/seeds.ts'

const { changes: _, ...first } = syntheticAssessment({ hostile: hostileNames() })
const password = 'correct horse battery'
const environment = { MAIL_PASSWORD: password }

beforeAll(trustTestCertificate)
const sinks: SmtpSink[] = []
afterEach(async () => {
  for (const sink of sinks.splice(0)) await sink.stop()
})

const sinkOf = async (options?: SinkOptions): Promise<SmtpSink> => {
  const sink = await startSmtpSink(options)
  sinks.push(sink)
  return sink
}

const mailTo = (port: number, more: Partial<Extract<Notify, { as: 'mail' }>> = {}): Notify => ({
  as: 'mail',
  host: 'localhost',
  port,
  security: 'starttls',
  sender: 'postern@contoso.example',
  to: ['security@contoso.example', 'oncall@contoso.example'],
  from: 'info',
  ...more,
})
const signedIn = { user: 'postern', passwordEnv: 'MAIL_PASSWORD' }

const tell = async (receiver: Notify, assessment: Assessment = first, variables: Record<string, string> = environment) => {
  const waits: number[] = []
  const failures = await notifyAll(assessment, [receiver], variables, async milliseconds => waits.push(milliseconds))
  return { failures, waits }
}

/** The header lines of a letter, folded ones joined. */
const headersOf = (raw: string): string[] =>
  raw
    .slice(0, raw.indexOf('\r\n\r\n'))
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n')

describe('a notification by mail', () => {
  it('is sent signed in and encrypted, to those named and nobody else, with the new findings and no evidence', async () => {
    const sink = await sinkOf({ password })
    expect(await tell(mailTo(sink.port, signedIn))).toEqual({ failures: [], waits: [] })
    expect(sink.letters).toHaveLength(1)
    const [letter] = sink.letters
    expect(letter).toMatchObject({ from: 'postern@contoso.example', to: ['security@contoso.example', 'oncall@contoso.example'], isEncrypted: true })
    // Nothing but the greeting and the question for TLS is said in the open.
    expect(sink.commands.filter(({ isEncrypted }) => !isEncrypted).map(({ line }) => line.split(' ')[0])).toEqual(['EHLO', 'STARTTLS'])
    const headers = headersOf(letter?.raw ?? '')
    expect(headers.find(line => line.startsWith('Subject:'))).toMatch(/^Subject: Postern: \d+ new findings(, score \d+ of 100)?$/)
    expect(headers).toContain('Auto-Submitted: auto-generated')
    expect(letter?.raw).not.toContain(password)
  })

  it.each(['tls', 'none'] as const)('goes the way the config says: %s', async security => {
    const sink = await sinkOf({ security })
    expect((await tell(mailTo(sink.port, { security }))).failures).toEqual([])
    expect(sink.letters.map(({ isEncrypted }) => isEncrypted)).toEqual([security === 'tls'])
  })

  it('is not sent where nothing is new or worse', async () => {
    const sink = await sinkOf()
    const quiet = { ...first, results: first.results.map(result => ({ ...result, findings: [] })) }
    expect(await tell(mailTo(sink.port), quiet)).toEqual({ failures: [], waits: [] })
    expect(sink.commands).toEqual([])
  })

  it.each<readonly [string, SinkOptions, Partial<Extract<Notify, { as: 'mail' }>>, RegExp, number]>([
    ['without TLS', { security: 'none', password }, signedIn, /TLS could not be agreed on/, 0],
    ['that refuses the sign-in', { password: 'another' }, signedIn, /the sign-in was refused \(535\)$/, 0],
    [
      'that refuses a letter for good',
      { refuse: { command: 'MAIL', answer: '550 5.7.1 no, postern@contoso.example', times: 9 } },
      {},
      /the server refused it \(550\)$/,
      0,
    ],
    ['that refuses one of the addresses', { refuse: { command: 'RCPT', answer: '550 5.1.1 nobody', times: 1 } }, {}, /1 of 2 addresses were refused$/, 0],
    ['that is busy for long', { refuse: { command: 'MAIL', answer: '451 4.3.0 later', times: 9 } }, {}, /the server refused it \(451\)$/, 2],
  ])('by a server %s is told in one line, with no secret in it', async (_name, options, more, why, waits) => {
    const sink = await sinkOf(options)
    const told = await tell(mailTo(sink.port, more))
    expect([told.failures, told.waits.length]).toEqual([[expect.stringMatching(why)], waits])
    expect(told.failures[0]).toMatch(/^the receivers of mail through localhost were not told: [^\n]*$/)
    expect(told.failures[0]).not.toContain(password)
    if (options.security === 'none') expect(JSON.stringify(sink.commands)).not.toMatch(/AUTH|MAIL/)
  })

  it('is tried again where a server is busy', async () => {
    const sink = await sinkOf({ refuse: { command: 'MAIL', answer: '451 4.3.0 later', times: 1 } })
    expect(await tell(mailTo(sink.port))).toEqual({ failures: [], waits: [1000] })
    expect(sink.letters).toHaveLength(1)
  })

  it('says which server is not there, or whose certificate is of another name, and sends it nothing', async () => {
    const sink = await sinkOf({ security: 'tls', password })
    const wrongName = await tell(mailTo(sink.port, { ...signedIn, host: '127.0.0.2', security: 'tls' }))
    expect(wrongName.failures).toEqual([expect.stringMatching(/127\.0\.0\.2 were not told: /)])
    expect(sink.commands).toEqual([])
    await sink.stop()
    const gone = await tell(mailTo(sink.port))
    expect([gone.failures, gone.waits]).toEqual([[expect.stringMatching(/were not told: \w+$/)], [1000, 3000]])
  })

  it('needs its password in the variable that the config names', async () => {
    const sink = await sinkOf({ password })
    expect((await tell(mailTo(sink.port, signedIn), first, {})).failures).toEqual(['MAIL_PASSWORD holds no password for localhost'])
    expect(sink.commands).toEqual([])
  })
})

describe('a letter', () => {
  const letterAbout = (name: string) => {
    const told = notificationOf(first, 'info')
    const [one] = told?.fresh ?? []
    if (told === undefined || one === undefined) throw new Error('there is nothing to tell')
    return letterOf({ ...told, fresh: [{ ...one, subject: name, scope: name, title: name }] })
  }

  it('holds text only, whatever things are called: no header, element, entity or link of theirs', () => {
    for (const name of [
      ...hostileStrings,
      'x\r\nBcc: eve@example.com',
      '<img src=x onerror=alert(1)>',
      '&lt;b&gt;',
      'https://evil.example/x',
      'WWW.evil.example',
    ]) {
      const { subject, text, html } = letterAbout(name)
      expect(subject).toMatch(/^Postern: \d+ new findings?(, score \d+ of 100)?$/)
      const inCells = [...html.matchAll(/<td>(.*?)<\/td>/gs)].map(([, cell]) => cell)
      expect(inCells).toHaveLength(4)
      expect(inCells.join('')).not.toMatch(/[<>"']|&(?!#\d+;)/)
      expect(html.replaceAll(/<td>.*?<\/td>/gs, '').match(/<(?!\/?(?:!doctype|html|head|meta|title|body|h1|table|tr|th|p)\b)/g)).toBeNull()
      expect(`${text}${html}`).not.toMatch(/https?:\/\/|\bwww\.[a-z]/i)
      expect(text.split('\n').some(line => line.startsWith('Bcc:'))).toBe(false)
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
    }
  })

  it('comes over the wire as it was written, with no header of a name', async () => {
    const sink = await sinkOf()
    await tell(mailTo(sink.port))
    const raw = sink.letters[0]?.raw ?? ''
    expect(new Set(headersOf(raw).map(line => line.split(':')[0]))).toEqual(
      new Set(['From', 'To', 'Subject', 'Auto-Submitted', 'Message-ID', 'Date', 'MIME-Version', 'Content-Type']),
    )
  })
})

describe('a config that tells by mail', () => {
  const written = (more: string): string =>
    `aws: {}\nnotify: { as: mail, host: smtp.contoso.example, sender: postern@contoso.example, to: [security@contoso.example]${more} }\n`

  it('asks for TLS unless told otherwise, and has what the other receivers have', () => {
    expect(parseConfig(written(', user: u, passwordEnv: P, from: high'), 'postern.yaml', []).notify).toEqual([
      {
        as: 'mail',
        host: 'smtp.contoso.example',
        security: 'starttls',
        sender: 'postern@contoso.example',
        to: ['security@contoso.example'],
        user: 'u',
        passwordEnv: 'P',
        from: 'high',
      },
    ])
  })

  it.each([
    [', passwordEnw: secret', 'unknown key `passwordEnw`; did you mean `passwordEnv`?'],
    [', password: secret', 'unknown key `password`'],
    [', user: u', 'give both `user` and `passwordEnv`'],
    [', user: u, passwordEnv: P, security: none', 'a password is not sent without TLS'],
    [', port: 70000', 'notify.port'],
    ['', 'notify.to[0]: must be one address', '"a@b.c\\r\\nBcc: d@e.f"'],
    ['', 'notify.to[0]: must be one address', '"A <a@b.c>, d@e.f"'],
  ])('refuses %s', (more, words, to?: string) => {
    const text = to === undefined ? written(more) : written(more).replace('security@contoso.example]', `${to}]`)
    expect(() => parseConfig(text, 'postern.yaml', [])).toThrow(words)
  })

  it('refuses a kind of receiver that is none', () => {
    expect(() => parseConfig('aws: {}\nnotify: { as: pigeon, urlEnv: X }\n', 'postern.yaml', [])).toThrow('must be one of generic, slack, teams, mail')
  })
})

describe('postern schedule', () => {
  it('tells by mail what a scan found, and says what it could not tell; either way it goes on', async () => {
    const place = workplace()
    const aws = await startAws(faultyAws)
    const sink = await sinkOf({ password })
    try {
      place.config(`aws: {}
schedule: { cron: '* * * * * *', jitter: 0s }
output: { formats: [json] }
notify:
  - { as: mail, host: localhost, port: ${sink.port}, user: postern, passwordEnv: MAIL_PASSWORD, sender: postern@contoso.example, to: [security@contoso.example] }
  - { as: mail, host: localhost, port: 1, sender: postern@contoso.example, to: [oncall@contoso.example] }
`)
      const { stderr } = await place.postern(['schedule', '--runs', '1', '--now'], { ...aws.environment(management), ...environment })
      expect(sink.letters.map(({ to, isEncrypted }) => [to, isEncrypted])).toEqual([[['security@contoso.example'], true]])
      expect(stderr).toContain('the receivers of mail through localhost were not told: ')
      expect(stderr).toContain('scan ended with 1')
    } finally {
      await aws.stop()
      place.remove()
    }
  })
})
