import { signIns } from './planted-sign-ins.ts'
import type { Planting } from './planting.ts'

/** Everything that is planted. */
export const plantings: readonly Planting[] = [...signIns]
