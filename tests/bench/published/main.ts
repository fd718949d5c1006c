import { join } from 'node:path'
import { compare, type CompareOptions, type Comparison } from '../compare/compare.ts'
import { runJson, runTypeScript, type Sample } from '../compare/run-json.ts'
import { crossThreads, environmentOf, type Setting } from '../compare/settings.ts'
import { makeArchive } from '../kernels/make-archive.ts'
import { preparePython, type Python } from '../python-env.ts'

interface Part extends Sample {
  readonly draws: number
  readonly drawsMeasured: number
  /** Two numbers for each chunk size: error and loss, or R² and correlation. */
  readonly results: readonly (readonly number[])[]
}

interface Published {
  readonly sizes: readonly number[]
  readonly testError: Part
  readonly trainError: Part
  readonly reconstruction: Part
  readonly versions: Record<string, string>
  readonly libraries: readonly string[]
}

interface Ours extends Sample {
  readonly device: string
  readonly kernels: string
  readonly whole: Record<string, number>
}

export interface PublishedOptions extends CompareOptions {
  readonly widths: readonly number[]
  /** Draws of each size that the published procedure does in a round; its time is scaled to all of them. */
  readonly draws: number
  readonly rows?: { readonly test: number; readonly train: number }
}

const script = (name: string) => join(import.meta.dirname, name)
/** The pilot takes each third size, from the whole layer down. */
const everyInPilot = 3

/** Compares the whole published analysis of layers of some widths; answers with the versions and libraries of the other side. */
export async function comparePublished(options: PublishedOptions) {
  const python = preparePython('published')
  const comparisons: Comparison[] = []
  const seen: { theirs?: Published; native?: Ours } = {}
  for (const width of options.widths) {
    process.stderr.write(`▸ the published procedure, W = ${width}\n`)
    const archive = makeArchive(python, width, options.rows)
    const ours = async (backend: string) => {
      const figures = await runTypeScript<Ours>(script('ours.ts'), [archive], { MITOSCOPE_BACKEND: backend })
      assertSame(seen.theirs!, figures)
      return figures
    }
    const run = (setting: Setting, args: readonly string[]) =>
      runPublished(python, setting, [archive, '--draws-measured', ...args])
    comparisons.push(
      ...(await compare(
        {
          what: `whole published analysis, W = ${width}`,
          first: crossThreads({}),
          changes: [],
          targets: { native: 100, WebAssembly: 15 },
          try: async (setting) => total(await run(setting, ['1', '--every', `${everyInPilot}`])).seconds,
          theirs: async (setting) => total((seen.theirs = await run(setting, [`${options.draws}`]))),
          ours: {
            native: async () => (seen.native = await ours('tensorflow')),
            // Alone on the narrowest, as one thread takes long on others.
            ...(width === Math.min(...options.widths) && { WebAssembly: () => ours('wasm') }),
          },
        },
        options,
      )),
    )
  }
  const { versions, libraries } = seen.theirs!
  const { device, kernels } = seen.native!
  return { comparisons, versions, libraries, ours: `${device}, ${kernels} kernels` }
}

function runPublished(python: Python, setting: Setting, args: readonly string[]): Promise<Published> {
  return runJson(python.command, [script('published.py'), ...args], {
    ...python.env,
    ...environmentOf(setting),
  })
}

function total({ testError, trainError, reconstruction }: Published): Sample {
  const parts = [testError, trainError, reconstruction]
  const sum = (of: (part: Part) => number) => parts.reduce((value, part) => value + of(part), 0)
  return { seconds: sum(({ seconds }) => seconds), cpuSeconds: sum(({ cpuSeconds }) => cpuSeconds) }
}

/** Throws an Error unless both computed the same of the whole layer, where no draw is left to chance. */
function assertSame({ sizes, testError, trainError }: Published, { whole }: Ours): void {
  const at = sizes.indexOf(Math.max(...sizes))
  const theirs = { test: testError.results[at], train: trainError.results[at] }
  for (const [split, [error, loss]] of Object.entries(theirs)) {
    const pairs = [
      [`${split}Error`, error],
      [`${split}Loss`, loss],
    ] as const
    for (const [name, value] of pairs) {
      const difference = Math.abs(whole[name] - value)
      if (!(difference <= 1e-4 * Math.max(1, Math.abs(value))))
        throw new Error(
          `The sides disagree on ${name} of the whole layer: ${whole[name]} here, ${value} there`,
        )
    }
  }
}
