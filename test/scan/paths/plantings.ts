import { control } from './planted-control.ts'
import { federation } from './planted-federation.ts'
import { rights } from './planted-rights.ts'
import { signIns } from './planted-sign-ins.ts'
import type { Planting } from './planting.ts'

/** Everything that is planted. */
export const plantings: readonly Planting[] = [...signIns, ...rights, ...federation, ...control]
