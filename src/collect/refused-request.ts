/** A request that is not on the allow-list, or not to the configured host. It did not leave. */
export class RefusedRequest extends Error {
  constructor(detail: string) {
    super(detail)
    this.name = 'RefusedRequest'
  }
}
