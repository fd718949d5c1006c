import { openLab } from '@mitoscope/lab'
import { startServer } from '@mitoscope/server'
import { ask } from '../../faults/api.ts'
import { describeTimes, quantile, time, type Figure } from './figure.ts'

const target = 100
const query = `query ($first: Int, $after: String, $name: String!) {
  runs(
    first: $first, after: $after
    filter: { config: [{ path: "optimizer.name", text: { eq: $name } }] }
    orderBy: [{ config: "optimizer.lr", direction: DESC }]
  ) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id name width seed weightDecay state tags config model { name } metric(name: "testError") { last min } }
  }
}`
const names = ['sgd', 'adam', 'adamw', 'lion']

/** Pages of 50 runs out of 10,000, filtered and ordered by values of the configuration. */
export async function measureRunsPage(url: string): Promise<Figure[]> {
  const times: number[] = []
  const read = async (variables: object) => {
    const [{ runs }, took] = await time(() => ask(url, query, { first: 50, ...variables }))
    if (runs.nodes.length !== 50 || runs.totalCount !== 2_500)
      throw new Error(`There are ${runs.nodes.length} runs on the page and ${runs.totalCount} in all`)
    times.push(took)
    return runs.pageInfo.endCursor as string
  }
  for (let i = 0; i < 5; i++) await read({ name: names[i % names.length] })
  times.length = 0
  for (const name of names) {
    for (let i = 0; i < 25; i++) await read({ name })
    let after = await read({ name })
    for (let i = 0; i < 24; i++) after = await read({ name, after })
  }
  return [
    {
      what: '50-row page of runs among 10,000, filtered and ordered by values of the configuration',
      target: `p95 ≤ ${target} ms`,
      measured: describeTimes(times),
      met: quantile(times, 0.95) <= target,
      how: `${times.length} pages one after the other, half of them first pages, half further ones; each row with tags, configuration, model and a metric, and the total count. The 10,000 runs were put there by rows.`,
    },
  ]
}

/** SQL statements that pages of several sizes take; nothing else may have the folder open. */
export async function countStatements(folder: string): Promise<Figure> {
  const lab = await openLab({ folder })
  let statements = 0
  const db = lab.db.withPlugin({
    transformQuery({ node }) {
      statements++
      return node
    },
    transformResult: async ({ result }) => result,
  })
  const server = await startServer({ ...lab, db }, { port: 0 })
  const counts: number[] = []
  // Ask once before counting: some statements are cached for all pages.
  await ask(server.url, query, { first: 10, name: 'sgd' })
  for (const first of [10, 50, 200]) {
    statements = 0
    await ask(server.url, query, { first, name: 'sgd' })
    counts.push(statements)
  }
  await server.close()
  await lab.close()
  return {
    what: 'SQL statements of a page of 10, 50 and 200 rows',
    target: 'constant',
    measured: counts.join(', '),
    met: counts.every((count) => count === counts[0]),
    how: 'Counted at the database door of a server in the measuring process, by the same query.',
  }
}
