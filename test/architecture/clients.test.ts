import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const project = resolve(import.meta.dirname, '../..')
const sources = globSync('src/**/*.ts', { cwd: project }).map(file => ({ file, text: readFileSync(resolve(project, file), 'utf8') }))

const filesWith = (pattern: RegExp): string[] => sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file)

describe('clients of the clouds', () => {
  it('of AWS are made by the session alone, which puts the guard in front of the wire', () => {
    expect(filesWith(/middlewareStack/)).toEqual(['src/collect/aws/session.ts'])
    // Two more are made for what the SDK works out in them, a Region and a handler of requests: they send nothing.
    const others = filesWith(/new \w+Client\(/).sort()
    expect(others).toEqual(['src/collect/aws/source.ts', 'src/collect/aws/transport.ts'])
    expect(filesWith(/\.send\(/).filter(file => others.includes(file))).toEqual([])
  })

  it('of Graph are made in one place', () => {
    expect(filesWith(/Client\.init/)).toEqual(['src/collect/entra/graph-client.ts'])
  })

  it('are the only way to the network', () => {
    const wire = /\bfetch\(|node:https?|node:net|node:tls|undici/
    // Receivers of notifications are the operator's own: nothing is read there, and nothing of the clouds' credentials goes there.
    expect(filesWith(wire).filter(file => !file.startsWith('src/collect/'))).toEqual(['src/cli/notify.ts'])
  })
})

describe('the environment', () => {
  it('is read by the command line alone', () => {
    const readers = filesWith(/process\.env/)
    expect(readers.filter(file => !file.startsWith('src/cli/') && !file.startsWith('src/collect/'))).toEqual([])
  })

  it('and no clock or randomness is asked by rules, views and analyses', () => {
    const pure = globSync('{rules,src/analysis,src/estate}/**/*.ts', { cwd: project })
    expect(pure.filter(file => /Date\.now|new Date\(\)|Math\.random/.test(readFileSync(resolve(project, file), 'utf8')))).toEqual([])
  })
})
