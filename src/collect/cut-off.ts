/** Waits for promises one after the other, but no longer than a signal allows. */
interface CutOff {
  /** Settles as the promise does, or rejects with the signal's reason as soon as it is aborted. */
  wait<T>(promise: Promise<T>): Promise<T>
  /** Lets go of the signal. */
  release(): void
}

/** One listener for any number of waits: racing each of them against one promise would keep them all in memory. */
const cutOff = (signal: AbortSignal): CutOff => {
  let stop: ((reason: unknown) => void) | undefined
  const onAbort = (): void => stop?.(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  return {
    wait: promise =>
      new Promise((settle, reject) => {
        stop = reject
        promise.then(settle, reject)
        if (signal.aborted) reject(signal.reason)
      }),
    release: () => signal.removeEventListener('abort', onAbort),
  }
}

/** Walks an asynchronous iterator until it ends, throws, or is cut off. What it still does after that is nobody's concern. */
export async function* untilCutOff<T>(iterable: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const cut = cutOff(signal)
  let iterator: AsyncIterator<T> | undefined
  let isDone = false
  try {
    signal.throwIfAborted()
    iterator = iterable[Symbol.asyncIterator]()
    for (;;) {
      const step = await cut.wait(iterator.next())
      if (step.done === true) {
        isDone = true
        return
      }
      yield step.value
    }
  } finally {
    cut.release()
    // Not awaited: an iterator that hangs would hang here too.
    if (!isDone) iterator?.return?.().catch(() => {})
  }
}
