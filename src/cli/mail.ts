import type { NotifyMail } from '../config-schedule.ts'
import type { letterOf } from '../notification.ts'

const TIMEOUT = 15_000

/** Why a letter was not taken, and whether it may be another time. */
export interface MailFailure {
  readonly why: string
  readonly isFinal: boolean
}

/** What a server says is not shown, for it may repeat what was sent: its number is. */
const failureOf = (error: unknown): MailFailure => {
  const {
    code = 'failed',
    responseCode,
    cause,
  } = error as { readonly code?: string; readonly responseCode?: number; readonly cause?: { readonly code?: string } }
  const answered = responseCode === undefined ? '' : ` (${responseCode})`
  if (code === 'ETLS') return { why: 'TLS could not be agreed on: the server does not offer it, or shows a certificate that is not trusted', isFinal: true }
  if (code === 'EAUTH') return { why: `the sign-in was refused${answered}`, isFinal: true }
  if (/CERT|SELF_SIGNED|ALTNAME|UNABLE_TO/.test(code)) return { why: `the server's certificate is not trusted (${code})`, isFinal: true }
  if (responseCode !== undefined) return { why: `the server refused it${answered}`, isFinal: responseCode >= 500 }
  return { why: cause?.code ?? code, isFinal: false }
}

/** Sends one letter; undefined where every receiver's server took it. Never rejects, and never sends a password or a letter without TLS unless the config says so. */
export const sendLetter = async (
  { host, port, security, user, sender, to }: NotifyMail,
  password: string | undefined,
  { subject, text, html }: ReturnType<typeof letterOf>,
): Promise<MailFailure | undefined> => {
  const { createTransport } = await import('nodemailer')
  const transport = createTransport({
    host,
    port: port ?? { starttls: 587, tls: 465, none: 25 }[security],
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: { minVersion: 'TLSv1.2' },
    ...(user === undefined || password === undefined ? {} : { auth: { user, pass: password } }),
    ...{ connectionTimeout: TIMEOUT, greetingTimeout: TIMEOUT, socketTimeout: TIMEOUT, dnsTimeout: TIMEOUT },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  })
  try {
    const { rejected } = await transport.sendMail({
      from: { name: 'Postern', address: sender },
      to: to.map(address => ({ name: '', address })),
      ...{ subject, text, html },
      // https://www.rfc-editor.org/rfc/rfc3834#section-5: no machine answers it.
      headers: { 'Auto-Submitted': 'auto-generated' },
      xMailer: false,
    })
    return rejected.length === 0 ? undefined : { why: `${rejected.length} of ${to.length} addresses were refused`, isFinal: true }
  } catch (error) {
    return failureOf(error)
  } finally {
    transport.close()
  }
}
