/** The version of this package, as reports and snapshots name it. */
export const tool = { name: 'postern', version: '0.1.0' } as const
