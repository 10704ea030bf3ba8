import { openGraph } from '../src/analysis/identity-graph/graph.ts'
import { weakestWays } from '../src/analysis/identity-graph/weakest-ways.ts'
import { generatedGraph } from './generated-graph.ts'

// Run as a process of its own: makes an estate of so many nodes, builds the graph, then finds for each goal the weakest way from everyone. Prints the
// processor seconds of both, and how many ways there are, as JSON.

const { nodes, edges, goals } = generatedGraph(Number(process.argv[2]))
const seconds = (from: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(from)
  return (user + system) / 1e6
}
const began = process.cpuUsage()
const graph = openGraph(nodes, edges)
const build = seconds(began)
const searching = process.cpuUsage()
let found = 0
for (const goal of goals) {
  const number = graph.numberOf(goal)
  if (number === undefined) continue
  const ways = weakestWays(graph, [number], { possible: false, eligible: true, takeovers: true })
  for (const node of ways.reaching()) if (graph.nodes[node]?.kind === 'entra-user') found += 1
}
process.stdout.write(JSON.stringify({ build, cpu: seconds(searching), found, edges: graph.edges.length }))
