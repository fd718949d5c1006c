// Measures a lab server: node --import tsx tests/bench/server/main.ts [PART …]. The last line is JSON: a list of figures.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLab } from '@mitoscope/lab'
import { say, type Figure } from './figure.ts'
import { measureAttacks } from './measure-attacks.ts'
import { measureImport } from './measure-import.ts'
import { measureIngest } from './measure-ingest.ts'
import { measureMonsters } from './measure-monsters.ts'
import { countStatements, measureRunsPage } from './measure-runs-page.ts'
import { measureSeries } from './measure-series.ts'
import { measureStart } from './measure-start.ts'
import { measureSubscriptions } from './measure-subscriptions.ts'
import { measureWorkers } from './measure-workers.ts'
import { seedRuns } from './seed-runs.ts'
import { serve } from './serve.ts'

const parts: Record<string, (url: string) => Promise<Figure[]>> = {
  runs: measureRunsPage,
  subscriptions: measureSubscriptions,
  attacks: measureAttacks,
  ingest: measureIngest,
  import: measureImport,
  series: measureSeries,
}
const asked = process.argv.slice(2)
const wanted = (part: string) => asked.length === 0 || asked.includes(part)

const folder = await mkdtemp(join(tmpdir(), 'mitoscope-bench-server-'))
const figures: Figure[] = []
try {
  const data = join(folder, 'lab')
  if (['runs', 'attacks', 'start'].some(wanted)) {
    say('10,000 runs')
    const lab = await openLab({ folder: data })
    await seedRuns(lab)
    await lab.close()
  }
  if (wanted('start')) await part('start', () => measureStart(data, join(folder, 'start')))
  for (const [name, measure] of Object.entries(parts)) {
    if (!wanted(name)) continue
    // Each on a server that nothing else has warmed up or filled its memory with.
    const server = await serve(data)
    try {
      await part(name, () => measure(server.url))
    } finally {
      await server.end('SIGTERM')
    }
    if (name === 'runs') figures.push(await countStatements(data))
  }
  if (wanted('monsters')) await part('monsters', () => measureMonsters(join(folder, 'monsters')))
  if (wanted('workers')) await part('workers', () => measureWorkers(join(folder, 'workers')))
} finally {
  await rm(folder, { recursive: true, force: true })
}
console.log(JSON.stringify(figures))

async function part(name: string, measure: () => Promise<Figure[]>): Promise<void> {
  say(name)
  for (const figure of await measure().catch((error: Error) => [failed(name, error)])) {
    figures.push(figure)
    process.stderr.write(`  ${figure.what}: ${figure.measured}\n`)
  }
}

/** The others are measured all the same. */
function failed(name: string, { message }: Error): Figure {
  return { what: name, target: '', measured: `could not be measured: ${message.split('\n')[0]}`, met: false }
}
