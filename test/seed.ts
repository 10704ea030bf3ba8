import fc from 'fast-check'

/**
 * `npm test` tries the same random cases each time, so that it fails for what changed and for nothing else. `npm run test:long`, which sets
 * POSTERN_ORACLE_TENANTS, draws fresh ones; the message of a property that fails names its seed, with which POSTERN_SEED tries the same again.
 */
const asked = process.env.POSTERN_SEED
const isLong = process.env.POSTERN_ORACLE_TENANTS !== undefined

if (asked !== undefined) fc.configureGlobal({ seed: Number(asked) })
else if (!isLong) fc.configureGlobal({ seed: 20_260_701 })
