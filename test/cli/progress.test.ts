import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { openProgress, remaining } from '../../src/cli/progress.ts'
import type { Scope } from '../../src/dataset.ts'

const ESCAPE = '\u001b'
const scope: Scope = { id: 'aws-account/1', kind: 'aws-account', name: '1' }

const shown = (isTTY: boolean, format: 'text' | 'json' = 'text'): string => {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 60 }) as unknown as NodeJS.WriteStream
  const progress = openProgress(stream, format)
  progress.on({ kind: 'discovered', source: 'here', scopes: [scope] })
  progress.on({ kind: 'collecting', scope, collector: '\u001b[31mred' })
  progress.on({ kind: 'read', scope, done: 1, of: 1 })
  progress.say('done\nwith it')
  progress.end()
  return String((stream as unknown as PassThrough).read() ?? '')
}

describe('progress', () => {
  it('is one line that rewrites itself where a person watches, and holds nothing a terminal would obey', () => {
    const text = shown(true)
    expect(text).toContain('0 of 1 scope read')
    const lines = text.split(`\r${ESCAPE}[2K`).flatMap(part => part.split('\n'))
    expect(lines.join('')).not.toContain(ESCAPE)
    for (const line of lines) expect(line.length).toBeLessThan(60)
  })

  it('is silent where nobody watches, but for mishaps', () => {
    expect(shown(false)).toBe('done\\x0awith it\n')
  })

  it('is one object a line for machines', () => {
    const kinds = shown(false, 'json')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line).kind)
    expect(kinds).toEqual(['discovered', 'collecting', 'read', 'message'])
  })

  it('tells how much longer once there is something to go by', () => {
    expect(remaining(0, 10, 1000)).toBe('')
    expect(remaining(5, 10, 10_000)).toBe(', about 10 s left')
    expect(remaining(1, 400, 1500)).toBe(', about 10 min left')
    expect(remaining(10, 10, 1000)).toBe('')
  })
})
