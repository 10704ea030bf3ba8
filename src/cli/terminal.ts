import pc from 'picocolors'

/** Colour on stdout: as picocolors sees it (NO_COLOR, FORCE_COLOR, TERM=dumb), and only where a person reads. */
export const useColor = (): boolean => pc.isColorSupported && (process.stdout.isTTY === true || process.env.FORCE_COLOR !== undefined)
