import pc from 'picocolors'

/** Colour on stdout: as picocolors sees it (NO_COLOR, FORCE_COLOR, TERM=dumb), and only where a person reads. */
export const useColor = (): boolean => pc.isColorSupported && (process.stdout.isTTY === true || process.env.FORCE_COLOR !== undefined)

/** Columns to write in: the terminal's, within what reads well; 120 where there is none. */
export const terminalWidth = (): number => Math.min(120, Math.max(40, process.stdout.columns ?? 120))
