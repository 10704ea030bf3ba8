// Loaded into a measured process before anything else: writes what the process used to a file as it ends.
// Plain JavaScript, because stripping types would be measured too.
import { writeFileSync } from 'node:fs'

const file = process.env.POSTERN_BENCH_USAGE
delete process.env.POSTERN_BENCH_USAGE
if (file !== undefined) {
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
    writeFileSync(file, JSON.stringify({ cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMegabytes: maxRSS / 1024 }))
  })
}
