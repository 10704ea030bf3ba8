/** The items of a list that is still to come, one by one. */
export async function* each<T>(items: Promise<readonly T[]>): AsyncGenerator<T, void, undefined> {
  yield* await items
}
