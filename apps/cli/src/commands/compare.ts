import { Command, Option } from 'commander'
import { BadOption, listComparisons } from '@mitoscope/analysis'
import { backendNames, type BackendName } from '@mitoscope/tensor'
import { openSources } from '@mitoscope/lab/local-files'
import { compareOnServer } from '../remote/compare-on-server.ts'
import { connect } from '../remote/connect.ts'
import { describeComparisons, describeRemotePairs, type NamedPair } from '../terminal/describe-comparisons.ts'
import { describeCatalogue } from '../terminal/format-table.ts'
import { showProgress } from '../terminal/show-progress.ts'
import { untilInterrupted } from '../terminal/until-interrupted.ts'
import { parseMeasureOptions } from './flag-values.ts'

interface CompareFlags {
  readonly json?: boolean
  readonly measure?: string[]
  readonly option?: string[]
  readonly list?: boolean
  readonly backend?: BackendName
  readonly server?: string
}

const examples = `
Examples:
  mitoscope compare narrow.npz wide.npz
  mitoscope compare seed-0.npz seed-1.npz seed-2.npz --measure cka procrustes
  mitoscope compare epoch-10 epoch-200 --measure neighbour-overlap --option neighbour-overlap.neighbours=10
  mitoscope compare a.npz b.npz --json > pair.json
  mitoscope compare --list
  mitoscope compare --server http://127.0.0.1:4000 UmVwcmVzZW50YXRpb246… UmVwcmVzZW50YXRpb246… --measure cka`

/** Creates `mitoscope compare FILE FILE…`, which compares every pair of representations of the same inputs. */
export function compareCommand(): Command {
  return new Command('compare')
    .description('Compare representations of the same test inputs in pairs: layers, widths, seeds or epochs')
    .argument(
      '[file...]',
      'files or folders, each with one representation; with --server ids of representations there',
    )
    .option('--json', 'print one JSON document and nothing else')
    .option('--measure <id...>', 'only these comparisons')
    .option('--option <measure.name=value...>', 'an option of a comparison')
    .option('--list', 'list the comparisons with their options')
    .addOption(new Option('--backend <name>', 'force a backend').choices(backendNames))
    .option('--server <url>', 'compare representations on this server, and save the comparisons there')
    .addHelpText('after', examples)
    .action(async (files: string[], flags: CompareFlags) => {
      if (flags.list) return listThem()
      if (files.length < 2) {
        const problem = files.length === 1 ? 'is alone' : 'are none'
        throw new BadOption('files', files.join(' '), problem, 'Name two or more to compare.')
      }
      if (flags.server !== undefined) return compareThere(files, flags, flags.server)
      const pairs = await untilInterrupted((signal) => compareFiles(files, flags, signal))
      process.stdout.write(`${flags.json ? JSON.stringify({ pairs }) : describeComparisons(pairs)}\n`)
    })
}

async function compareThere(ids: string[], flags: CompareFlags, server: string): Promise<void> {
  const measures = planComparisons(flags).map(({ id: measure, options }) => ({ measure, options }))
  const connection = await connect(server)
  const progress = showProgress()
  const comparisons = await untilInterrupted((signal) =>
    compareOnServer(connection, ids, measures, progress, signal),
  ).finally(() => progress.clear())
  process.stdout.write(
    flags.json
      ? `${JSON.stringify({ comparisons })}\n`
      : `${describeRemotePairs(comparisons, ids, connection.address)}\n`,
  )
}

async function compareFiles(files: string[], flags: CompareFlags, signal: AbortSignal): Promise<NamedPair[]> {
  const measures = planComparisons(flags)
  const progress = showProgress()
  const opened: Awaited<ReturnType<typeof openSources>>[] = []
  try {
    for (const file of files) opened.push(await openSources([file]))
    const { compareRepresentations, openRepresentation } = await import('@mitoscope/analysis/compute')
    const { openBackend } = await import('@mitoscope/tensor/compute')
    progress.update('Reading', 0)
    const representations = []
    for (const { sources } of opened) representations.push(await openRepresentation(sources, { signal }))
    const backend = await openBackend({ backend: flags.backend })
    const onProgress = (phase: string, fraction: number) => progress.update(phase, fraction)
    const pairs: NamedPair[] = []
    for (const [i, first] of representations.entries())
      for (const [j, second] of representations.entries()) {
        if (j <= i) continue
        const found = await compareRepresentations(first, second, backend, { measures, signal, onProgress })
        pairs.push({ first: files[i], second: files[j], ...found })
      }
    return pairs
  } finally {
    progress.clear()
    for (const { close } of opened) await close()
  }
}

/** Returns the chosen comparisons with their options. */
function planComparisons({ measure, option }: CompareFlags) {
  const ids = measure ?? listComparisons().map(({ id }) => id)
  const optionsOf = parseMeasureOptions(option ?? [], ids, 'mitoscope compare --list')
  return ids.map((id) => ({ id, options: optionsOf(id) }))
}

function listThem(): void {
  process.stdout.write(describeCatalogue(listComparisons()))
}
