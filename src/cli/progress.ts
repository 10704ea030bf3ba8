import type { CollectEvent } from '../collect/progress.ts'
import { safe } from './safe-text.ts'

export const logFormats = ['text', 'json'] as const
export type LogFormat = (typeof logFormats)[number]

/** How a collection goes, on stderr. */
export interface Progress {
  on(event: CollectEvent): void
  /** One line for a person, or one object for a machine. */
  say(message: string): void
  end(): void
}

const ESCAPE = '\u001b'

/** How much longer, from how long the scopes read so far took; nothing until there is something to go by. */
export const remaining = (done: number, of: number, elapsed: number): string => {
  if (done === 0 || done >= of) return ''
  const seconds = Math.round(((elapsed / done) * (of - done)) / 1000)
  return seconds < 60 ? `, about ${seconds} s left` : `, about ${Math.round(seconds / 60)} min left`
}

/** One line that rewrites itself where a person watches; only mishaps elsewhere. */
const forPeople = (stream: NodeJS.WriteStream): Progress => {
  const live = stream.isTTY === true && process.env.TERM !== 'dumb'
  const begun = Date.now()
  let scopes = 0
  let done = 0
  let rows = 0
  const clear = (): void => {
    if (live) stream.write(`\r${ESCAPE}[2K`)
  }
  const draw = (doing: string): void => {
    if (!live) return
    const line = `${done} of ${scopes} ${scopes === 1 ? 'scope' : 'scopes'} read, ${rows} rows${remaining(done, scopes, Date.now() - begun)}  ${safe(doing)}`
    clear()
    stream.write(line.slice(0, Math.max(20, (stream.columns ?? 80) - 1)))
  }
  const say = (message: string): void => {
    clear()
    stream.write(`${safe(message)}\n`)
  }
  return {
    on(event) {
      if (event.kind === 'discovered') scopes += event.scopes.length
      else if (event.kind === 'collected') rows += event.rows
      else if (event.kind === 'read') done = event.done
      else if (event.kind === 'not-closed') say(`${event.source} could not be closed: ${event.detail}`)
      draw(event.kind === 'collecting' ? `${event.collector} of ${event.scope.id}` : '')
    },
    say,
    end: clear,
  }
}

/** One JSON object a line, each with its time (ISO 8601, UTC) and kind. */
const forMachines = (stream: NodeJS.WriteStream): Progress => {
  const write = (fields: object): void => void stream.write(`${JSON.stringify({ time: new Date().toISOString(), ...fields })}\n`)
  return { on: write, say: message => write({ kind: 'message', message }), end: () => {} }
}

export const openProgress = (stream: NodeJS.WriteStream, format: LogFormat): Progress => (format === 'json' ? forMachines(stream) : forPeople(stream))
