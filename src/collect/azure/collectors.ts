import type { Collector } from '../collector.ts'
import { hierarchy } from './management-groups.ts'
import type { AzureSession } from './session.ts'

/** The collectors of a tenant's Azure: of its hierarchy and of each subscription, in any order. */
export const azureCollectors: readonly Collector<AzureSession>[] = [hierarchy]
