#!/usr/bin/env node
// Plain JavaScript that the oldest Node can parse: it must be able to say that it is too old.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(`postern needs Node 22.18 or newer; this is ${process.version}\n`)
  process.exitCode = 2
} else {
  const { main } = await import('../dist/cli.js')
  await main(process.argv.slice(2), new URL('../', import.meta.url))
}
