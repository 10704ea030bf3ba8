import type { Measured } from './benchmark.ts'

const inWords = (value: number | undefined): string => {
  if (value === undefined) return ''
  if (Number.isInteger(value)) return String(value)
  return value < 10 ? value.toFixed(2) : value.toFixed(1)
}

const columns = ['benchmark', 'half', 'value', 'double', 'limit', 'unit', ''] as const

/** For people: each number between the same at half and double the size, and its limit. */
export const tableOf = (results: readonly Measured[]): string => {
  const lines = results.map(({ name, half, value, double, limit, unit }) => [
    name,
    inWords(half),
    inWords(value),
    inWords(double),
    inWords(limit),
    unit,
    value > limit ? 'over' : '',
  ])
  const widths = columns.map((title, n) => Math.max(title.length, ...lines.map(line => (line[n] ?? '').length)))
  const isNumber = (n: number) => n >= 1 && n <= 4
  const lineOf = (cells: readonly string[]) =>
    cells
      .map((cell, n) => (isNumber(n) ? cell.padStart(widths[n] ?? 0) : cell.padEnd(widths[n] ?? 0)))
      .join('  ')
      .trimEnd()
  return `${[lineOf(columns), ...lines.map(lineOf)].join('\n')}\n`
}
