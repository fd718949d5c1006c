import { Command, Option } from 'commander'
import { basename, extname, join } from 'node:path'
import { chunkSizes, listMeasures, writeNumbers, type Analysis } from '@mitoscope/analysis'
import { backendNames, type BackendName } from '@mitoscope/tensor'
import { usualExtensions } from '@mitoscope/formats'
import { openSources } from '@mitoscope/lab/local-files'
import { writeFiles } from '../files/write-files.ts'
import { analyzeOnServer } from '../remote/analyze-on-server.ts'
import { addRunOptions, chooseRun, type RunFlags } from '../remote/choose-run.ts'
import { connect } from '../remote/connect.ts'
import { RemoteError } from '../remote/server-address.ts'
import { addSiteOptions, type SiteFlags } from '../remote/site-options.ts'
import { describeAnalysis, describeRemote } from '../terminal/describe-analysis.ts'
import { showProgress } from '../terminal/show-progress.ts'
import { untilInterrupted } from '../terminal/until-interrupted.ts'
import { countingNumber, numberList, parseMeasureOptions, wholeNumber } from './flag-values.ts'

interface AnalyzeFlags extends RunFlags, SiteFlags {
  readonly server?: string
  readonly epoch?: number
  readonly json?: boolean
  readonly svg?: string
  readonly csv?: string
  readonly seed: number
  readonly draws?: number
  readonly sizes?: number[]
  readonly measure?: string[]
  readonly option?: string[]
  readonly backend?: BackendName
}

const examples = `
Examples:
  mitoscope analyze run.npz
  mitoscope analyze representation.safetensors --json > result.json
  mitoscope analyze features_net_test.pt weights_net.pt bias_net.pt cifar10_labels_test_set.pt
  mitoscope analyze run.npz --measure chunk-error --option chunk-error.readout=RESCALED
  mitoscope analyze run.npz --measure chunk-error --option chunk-error.target=0.002 --draws 2000
  mitoscope analyze run.npz --svg figures --csv data
  mitoscope analyze run.npz --server http://127.0.0.1:4000 --model resnet --width 512 --run-seed 0`

/** Creates `mitoscope analyze FILE…`. */
export function analyzeCommand(): Command {
  const command = new Command('analyze')
    .description(
      `Compute neuron-group curves of a representation: ${usualExtensions()}, or a folder of such files; several files hold one representation`,
    )
    .argument('<file...>', 'files or folders that together hold one representation')
    .option('--json', 'print one JSON document and nothing else')
    .option('--svg <folder>', 'folder for the figures')
    .option('--csv <folder>', 'folder for the numbers as CSV')
    .option(
      '--seed <n>',
      'seed of the draws; recorded permutations in the file have precedence',
      wholeNumber,
      0,
    )
    .option('--draws <n>', 'number of random draws in every measure that draws', countingNumber)
    .option('--sizes <list>', 'chunk sizes besides the halvings of the width, for example 24,48', numberList)
    .option('--measure <id...>', 'only these measures (see mitoscope measures)')
    .option('--option <measure.name=value...>', 'an option of a measure')
    .addOption(new Option('--backend <name>', 'force a backend').choices(backendNames))
    .option(
      '--server <url>',
      'upload the file to a run on this server and analyse it there; the next options name the run',
    )
  return addRunOptions(addSiteOptions(command))
    .addHelpText('after', examples)
    .action(async (inputs: string[], flags: AnalyzeFlags) => {
      if (flags.server !== undefined) return analyzeThere(inputs, flags, flags.server)
      const analysis = await untilInterrupted((signal) => analyzeFiles(inputs, flags, signal))
      const name = basename(inputs[0], extname(inputs[0]))
      const files = flags.csv
        ? [{ path: join(flags.csv, `${name}.csv`), content: writeNumbers(analysis) }]
        : []
      if (flags.svg) {
        const { analysisFigures } = await import('@mitoscope/figures')
        for (const { id, svg } of analysisFigures(analysis))
          files.push({ path: join(flags.svg, `${name}-${id}.svg`), content: svg })
      }
      await writeFiles(files)
      process.stdout.write(`${flags.json ? JSON.stringify(analysis) : describeAnalysis(name, analysis)}\n`)
    })
}

async function analyzeThere(inputs: string[], flags: AnalyzeFlags, server: string): Promise<void> {
  const [file, ...more] = inputs
  if (more.length > 0)
    throw new RemoteError('A server accepts one file per representation: analyse the files one by one.')
  const requests =
    planMeasures(listMeasures(), flags) ??
    listMeasures().map(({ id }) => ({ id, options: {}, optional: true }))
  const { checkFile, sendFile } = await import('../remote/send-file.ts')
  const connection = await connect(server)
  await checkFile(file, flags.width, flags.site)
  const progress = showProgress()
  const analyses = await untilInterrupted(async (signal) => {
    const run = await chooseRun(connection, flags, signal)
    const report = (phase: string, fraction: number) => progress.update(phase, fraction)
    const { id } = await sendFile(connection, run, file, flags, report, signal)
    const asked = requests.map(({ id: measure, options, optional }) => ({
      measure,
      options,
      optional,
      seed: flags.seed,
      sizes: flags.sizes,
    }))
    const leaveOut = (reason: string) => void process.stderr.write(`Left out: ${reason}\n`)
    return analyzeOnServer(connection, id, asked, progress, leaveOut, signal)
  }).finally(() => progress.clear())
  process.stdout.write(
    flags.json ? `${JSON.stringify({ analyses })}\n` : `${describeRemote(analyses, connection.address)}\n`,
  )
}

async function analyzeFiles(files: string[], flags: AnalyzeFlags, signal: AbortSignal): Promise<Analysis> {
  const progress = showProgress()
  const opened = await openSources(files)
  try {
    // Imported here, so that help and errors in options appear at once.
    const { analyze, openRepresentation } = await import('@mitoscope/analysis/compute')
    const { openBackend } = await import('@mitoscope/tensor/compute')
    const measures = planMeasures(listMeasures(), flags)
    progress.update('Reading', 0)
    const opening = await openRepresentation(opened.sources, { signal })
    const representation = flags.site === undefined ? opening : { ...opening, site: siteOf(flags) }
    const sizes = chunkSizes(representation.width, flags.sizes)
    const backend = await openBackend({ backend: flags.backend })
    const onProgress = (phase: string, fraction: number) => progress.update(phase, fraction)
    return await analyze(representation, backend, { seed: flags.seed, sizes, measures, signal, onProgress })
  } finally {
    progress.clear()
    await opened.close()
  }
}

/** Returns the layer that the flags name, as a file would name it. */
function siteOf({ site: name = 'last-hidden', siteKind: kind, sitePosition: position }: SiteFlags) {
  return { name, ...(kind !== undefined && { kind }), ...(position !== undefined && { position }) }
}

type MeasureList = readonly { id: string; options: readonly { name: string }[] }[]

/** Returns the chosen measures with their options; undefined for all measures with their defaults. */
function planMeasures(known: MeasureList, flags: AnalyzeFlags) {
  if (!flags.measure && !flags.option && flags.draws === undefined) return undefined
  const ids = flags.measure ?? known.map(({ id }) => id)
  const optionsOf = parseMeasureOptions(flags.option ?? [], ids, 'mitoscope measures')
  return ids.map((id) => {
    const takesDraws = known
      .find((measure) => measure.id === id)
      ?.options.some(({ name }) => name === 'draws')
    const options = optionsOf(id)
    return {
      id,
      optional: !flags.measure,
      options: takesDraws && flags.draws ? { draws: flags.draws, ...options } : options,
    }
  })
}
