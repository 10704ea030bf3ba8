import type { Invent } from '../answers.ts'

/** What is invented for the services that have a file of their own here, by `service:Operation`. */
export const SERVICES_INVENTED: readonly (readonly [string, Invent])[] = []
