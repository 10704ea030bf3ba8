/** What ends one request: in time, or when it is to stop. */
export interface RequestEnd {
  readonly signal: AbortSignal
  /** The request is over: lets go of its time, and of those who could stop it. */
  release(): void
}

/**
 * Ends a request after so many milliseconds, as `AbortSignal.timeout` would, or when one of these signals says so. The difference is `release`: a scan of
 * hundreds of accounts sends so many requests in the time that one may take that signals which wait for it would be a good part of what it holds.
 */
export const openRequestEnd = (milliseconds: number, stops: readonly AbortSignal[]): RequestEnd => {
  const ending = new AbortController()
  const timer = setTimeout(() => ending.abort(new DOMException('The request had no answer in time', 'TimeoutError')), milliseconds)
  timer.unref()
  const stop = (): void => ending.abort(stops.find(({ aborted }) => aborted)?.reason)
  for (const one of stops) {
    if (one.aborted) stop()
    else one.addEventListener('abort', stop, { once: true })
  }
  return {
    signal: ending.signal,
    release() {
      clearTimeout(timer)
      for (const one of stops) one.removeEventListener('abort', stop)
    },
  }
}
