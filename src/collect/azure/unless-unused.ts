import { ProviderNotRegistered } from './failure.ts'

/** Items of a resource provider; none where the subscription never registered it, so that nothing of it can be there. */
export async function* unlessUnused(items: AsyncIterable<unknown>): AsyncGenerator<unknown, void, undefined> {
  try {
    yield* items
  } catch (error) {
    if (!(error instanceof ProviderNotRegistered)) throw error
  }
}
