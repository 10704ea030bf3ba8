import { getEventListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { openRequestEnd } from '../../../src/collect/aws/request-end.ts'

const LONG = 60_000

describe('the end of a request', () => {
  it('comes when its time is up, as an error that says so', async () => {
    const { signal } = openRequestEnd(5, [])
    await new Promise(ended => signal.addEventListener('abort', ended))
    expect(signal.reason).toMatchObject({ name: 'TimeoutError' })
  })

  it('comes when one of those says so who may stop it, now or before', () => {
    const [scan, caller] = [new AbortController(), new AbortController()]
    const end = openRequestEnd(LONG, [scan.signal, caller.signal])
    expect(end.signal.aborted).toBe(false)
    caller.abort('enough')
    expect(end.signal.reason).toBe('enough')
    expect(openRequestEnd(LONG, [scan.signal, caller.signal]).signal.reason).toBe('enough')
  })

  it('never comes once it is released, and holds on to nobody', async () => {
    const scan = new AbortController()
    const end = openRequestEnd(5, [scan.signal])
    expect(getEventListeners(scan.signal, 'abort')).toHaveLength(1)
    end.release()
    expect(getEventListeners(scan.signal, 'abort')).toEqual([])
    scan.abort()
    await sleep(20)
    expect(end.signal.aborted).toBe(false)
  })
})
