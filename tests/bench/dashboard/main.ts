// Measures the dashboard in a browser: node --import tsx tests/bench/dashboard/main.ts [PART …]. The last line is JSON:
// a list of figures.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasBrowser } from '../../e2e/open-browser.ts'
import { say, type Figure } from '../server/figure.ts'
import { fillLab, type FilledLab } from './fill-lab.ts'
import { measureCompare } from './measure-compare.ts'
import { measureInteractions } from './measure-interactions.ts'
import { measureMatrix } from './measure-matrix.ts'
import { measurePages } from './measure-pages.ts'
import { measureRunsTable } from './measure-runs-table.ts'
import { measureScripts } from './measure-scripts.ts'
import { measureTicks } from './measure-ticks.ts'

const parts: Record<string, (lab: FilledLab) => Promise<Figure[]>> = {
  scripts: measureScripts,
  runs: measureRunsTable,
  compare: measureCompare,
  matrix: measureMatrix,
  interactions: measureInteractions,
  ticks: measureTicks,
  pages: measurePages,
}
if (!hasBrowser)
  throw new Error('The dashboard is measured in Chromium: install it (Debian: apt install chromium)')
const asked = process.argv.slice(2)
const folder = await mkdtemp(join(tmpdir(), 'mitoscope-bench-dashboard-'))
const figures: Figure[] = []
try {
  const lab = await fillLab(folder)
  try {
    for (const [name, measure] of Object.entries(parts)) {
      if (asked.length > 0 && !asked.includes(name)) continue
      say(name)
      const found = await measure(lab).catch((error: Error): Figure[] => [
        {
          what: name,
          target: '',
          measured: `could not be measured: ${error.message.split('\n')[0]}`,
          met: false,
        },
      ])
      for (const figure of found) process.stderr.write(`  ${figure.what}: ${figure.measured}\n`)
      figures.push(...found)
    }
  } finally {
    await lab.close()
  }
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
}
console.log(JSON.stringify(figures))
