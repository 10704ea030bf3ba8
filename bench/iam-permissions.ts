import { openPermissions } from '../src/analysis/iam/account-permissions.ts'
import { generatedRoles } from './generated-roles.ts'

// Run as a process of its own: makes an account of so many roles, then asks of each whether it is an administrator and by what ways it can become more.
// Prints the processor seconds of the asking, reading the documents included, and how many answers of each kind there were, as JSON.

const given = generatedRoles(Number(process.argv[2]))
const before = process.cpuUsage()
const permissions = openPermissions(given)
let administrators = 0
let conditional = 0
let escalating = 0
for (const { id } of given.roles) {
  const { answer } = permissions.isAdministrator(id)
  if (answer === 'yes') administrators += 1
  else if (answer === 'conditional') conditional += 1
  if (permissions.escalations(id).length > 0) escalating += 1
}
const { user, system } = process.cpuUsage(before)
process.stdout.write(JSON.stringify({ cpu: (user + system) / 1e6, administrators, conditional, escalating }))
