import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, TLSSocket } from 'node:tls'
import { testCertificate } from '../tls/test-certificate.ts'

/** How a mail server behaves: https://www.rfc-editor.org/rfc/rfc5321, https://www.rfc-editor.org/rfc/rfc3207, https://www.rfc-editor.org/rfc/rfc4954 */
export interface SinkOptions {
  /** `starttls` offers TLS, `tls` begins with it, `none` knows none. */
  readonly security?: 'starttls' | 'tls' | 'none'
  readonly password?: string
  /** Another certificate than the one the tests trust. */
  readonly certificate?: { readonly key: string; readonly cert: string }
  /** What it answers instead of taking something, by the command's first word, so many times. */
  readonly refuse?: { readonly command: string; readonly answer: string; times: number }
}

export interface Letter {
  readonly from: string
  readonly to: readonly string[]
  /** As it came over the wire, dots at line starts undone. */
  readonly raw: string
  readonly isEncrypted: boolean
}

/** A mail server of the tests: keeps what it takes. */
export interface SmtpSink {
  readonly port: number
  readonly letters: Letter[]
  /** Every command line, and whether it came encrypted. */
  readonly commands: { readonly line: string; readonly isEncrypted: boolean }[]
  stop(): Promise<void>
}

const secureContext = ({ certificate = testCertificate }: SinkOptions) => ({ key: certificate.key, cert: certificate.cert })

export const startSmtpSink = async (options: SinkOptions = {}): Promise<SmtpSink> => {
  const { security = 'starttls', password, refuse } = options
  const letters: Letter[] = []
  const commands: SmtpSink['commands'] = []
  const sockets = new Set<Socket>()

  const converse = (socket: Socket, isEncrypted: boolean, greet: boolean): undefined => {
    let held = ''
    let from = ''
    let to: string[] = []
    let inData = false
    let awaits: 'user' | 'password' | undefined
    const say = (line: string): undefined => void socket.write(`${line}\r\n`)
    socket.on('error', () => {})
    if (greet) say('220 localhost ESMTP')

    const take = (line: string): undefined => {
      commands.push({ line, isEncrypted })
      if (awaits !== undefined) {
        const given = Buffer.from(line, 'base64').toString()
        if (awaits === 'user') {
          awaits = 'password'
          return say('334 UGFzc3dvcmQ6')
        }
        awaits = undefined
        return say(given === password ? '235 2.7.0 welcome' : `535 5.7.8 not with ${given}`)
      }
      const [word = ''] = line.toUpperCase().split(/[ :]/)
      if (refuse !== undefined && refuse.times > 0 && refuse.command === word) {
        refuse.times -= 1
        return say(refuse.answer)
      }
      switch (word) {
        case 'EHLO':
          say(
            [
              'localhost',
              'SIZE 1000000',
              ...(security === 'starttls' && !isEncrypted ? ['STARTTLS'] : []),
              ...(password === undefined ? [] : ['AUTH LOGIN PLAIN']),
            ]
              .map((extension, index, all) => `250${index === all.length - 1 ? ' ' : '-'}${extension}`)
              .join('\r\n'),
          )
          return
        case 'STARTTLS': {
          if (security !== 'starttls' || isEncrypted) return say('502 5.5.1 no TLS here')
          say('220 2.0.0 go ahead')
          socket.removeAllListeners('data')
          const secured = new TLSSocket(socket, { isServer: true, ...secureContext(options) })
          return converse(secured, true, false)
        }
        case 'AUTH': {
          const [, method, initial] = line.split(' ')
          if (method?.toUpperCase() === 'LOGIN') {
            awaits = 'user'
            return say('334 VXNlcm5hbWU6')
          }
          const given = Buffer.from(initial ?? '', 'base64')
            .toString()
            .split('\0')[2]
          return say(given === password ? '235 2.7.0 welcome' : `535 5.7.8 not with ${given}`)
        }
        case 'MAIL':
          from = /<(.*?)>/.exec(line)?.[1] ?? ''
          to = []
          return say('250 2.1.0 ok')
        case 'RCPT':
          to.push(/<(.*?)>/.exec(line)?.[1] ?? '')
          return say('250 2.1.5 ok')
        case 'DATA':
          inData = true
          return say('354 go ahead')
        case 'QUIT':
          say('221 2.0.0 bye')
          return void socket.end()
        default:
          return say('250 2.0.0 ok')
      }
    }

    socket.on('data', chunk => {
      held += chunk.toString('latin1')
      for (;;) {
        if (inData) {
          const end = held.indexOf('\r\n.\r\n')
          if (end === -1) return
          letters.push({ from, to, raw: held.slice(0, end).replaceAll(/^\.\./gm, '.'), isEncrypted })
          held = held.slice(end + 5)
          inData = false
          say('250 2.0.0 taken')
          continue
        }
        const end = held.indexOf('\r\n')
        if (end === -1) return
        const line = held.slice(0, end)
        held = held.slice(end + 2)
        take(line)
      }
    })
  }

  const accept = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
    converse(socket, security === 'tls', true)
  }
  const server: Server = security === 'tls' ? createTlsServer(secureContext(options), accept) : createServer(accept)
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  return {
    port: (server.address() as AddressInfo).port,
    letters,
    commands,
    stop: () =>
      new Promise(done => {
        for (const socket of sockets) socket.destroy()
        server.close(() => done())
      }),
  }
}
