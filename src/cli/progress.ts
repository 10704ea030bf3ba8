import type { CollectEvent } from '../collect/progress.ts'
import { safe } from './safe-text.ts'

/** How a collection goes, on stderr. */
export interface Progress {
  on(event: CollectEvent): void
  end(): void
}

const ESCAPE = '\u001b'

/** One line that rewrites itself where a person watches; only mishaps elsewhere. */
export const openProgress = (stream: NodeJS.WriteStream): Progress => {
  const live = stream.isTTY === true && process.env.TERM !== 'dumb'
  let scopes = 0
  let done = 0
  let rows = 0
  const draw = (doing: string): void => {
    if (!live) return
    const line = `${done} of ${scopes} ${scopes === 1 ? 'scope' : 'scopes'} read, ${rows} rows  ${safe(doing)}`
    stream.write(`\r${ESCAPE}[2K${line.slice(0, Math.max(20, (stream.columns ?? 80) - 1))}`)
  }
  return {
    on(event) {
      if (event.kind === 'discovered') scopes += event.scopes.length
      else if (event.kind === 'collected') rows += event.rows
      else if (event.kind === 'read') done = event.done
      else if (event.kind === 'not-closed') stream.write(`${safe(`${event.source} could not be closed: ${event.detail}`)}\n`)
      if (event.kind === 'collecting') draw(`${event.collector} of ${event.scope.id}`)
      else draw('')
    },
    end() {
      if (live) stream.write(`\r${ESCAPE}[2K`)
    },
  }
}
