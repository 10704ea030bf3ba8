/** A request as the emulator judges it, from the socket or from inside a batch. `url` is absolute. */
export interface WireRequest {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

/** An answer before it is written. A string body goes out as it is, anything else as JSON. */
export interface WireAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: unknown
}

export type Json = Readonly<Record<string, unknown>>

/** An OData error in the shape of Graph: https://learn.microsoft.com/graph/errors */
export const graphError = (status: number, code: string, message: string, headers?: Readonly<Record<string, string>>): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: {
    error: {
      code,
      message,
      innerError: {
        date: '2026-11-24T08:00:00',
        'request-id': '5b1a2c3d-0000-4000-8000-000000000001',
        'client-request-id': '5b1a2c3d-0000-4000-8000-000000000001',
      },
    },
  },
})

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
