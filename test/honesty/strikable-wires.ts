import { armOperations } from '../../src/collect/azure/operations.ts'
import { operations as graphOperations } from '../../src/collect/entra/operations.ts'
import type { Fault as AwsFault } from '../clouds/aws/faults.ts'
import type { EmulatedAzure } from '../clouds/azure/start-azure.ts'
import type { Fault as EntraFault } from '../clouds/entra/faults.ts'
import type { Entra } from '../clouds/entra/start-entra.ts'
import type { ReplayedAws } from './fault-matrix-replay.ts'

/** The way to a cloud, on which the answers to one operation can go wrong. */
export interface StrikableWire<Fault> {
  /** What goes wrong from now on; nothing, if absent. Forgets what was asked. */
  interfere(strike?: { readonly operation: string; readonly fault: Fault; readonly nth?: number }): void
  /** Everything asked since the last `interfere`. */
  operations(): ReadonlySet<string>
  /** How many requests went wrong since the last `interfere`. */
  struck(): number
}

/** An operation of AWS is `service:Operation`; from the `nth` answer on, all go wrong. */
export const awsWire = (replay: ReplayedAws): StrikableWire<AwsFault> => ({
  interfere: strike =>
    replay.interfere(
      strike && ((request, count) => (`${request.service}:${request.operation}` === strike.operation && count >= (strike.nth ?? 1) ? strike.fault : undefined)),
    ),
  operations: () => replay.operations,
  struck: () => replay.struck(),
})

const patternOf = (path: string): RegExp => new RegExp(`^${path.replaceAll(/[.$]/g, '\\$&').replaceAll(/\{\w+\}/g, '[^/]+')}$`)

/** Paths of which one is one operation, whomever they ask about; those of Graph are asked in either version. */
const known = [...graphOperations.flatMap(({ path }) => ['/v1.0', '/beta'].map(version => `${version}${path}`)), ...armOperations.map(({ path }) => path)].map(
  path => ({ path, pattern: patternOf(path) }),
)
const pathsOf = new Map<string, string>()
/** What differs only in whom it asks about is one operation, and so is the login of each tenant. */
const operationPath = (path: string): string => {
  const found = pathsOf.get(path) ?? known.find(({ pattern }) => pattern.test(path))?.path ?? path.replace(/[0-9a-f-]{36}/, '{id}')
  pathsOf.set(path, found)
  return found
}

/** Operations of Microsoft Graph, of Azure Resource Manager and of the login service are `GET /path/{id}`; only the `nth` answer goes wrong. */
export const entraWire = (...services: readonly (Entra | EmulatedAzure)[]): StrikableWire<EntraFault> => {
  let heal: readonly (() => void)[] = []
  let struck: string | undefined
  const asked = (): string[] => services.flatMap(({ log }) => log.map(({ method, path }) => `${method} ${operationPath(path)}`))
  return {
    interfere(strike) {
      for (const one of heal) one()
      for (const service of services) service.clearLog()
      struck = strike?.operation
      if (strike === undefined) {
        heal = []
        return
      }
      const { operation, fault, nth } = strike
      const path = patternOf(operation.split(' ')[1] ?? '')
      heal = services.map(service => service.fault({ path, ...(nth === undefined ? {} : { nth }) }, fault))
    },
    operations: () => new Set(asked()),
    struck: () => asked().filter(operation => operation === struck).length,
  }
}
