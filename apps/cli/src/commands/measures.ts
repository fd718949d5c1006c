import { Command } from 'commander'
import { describeCatalogue } from '../terminal/format-table.ts'

const examples = `
Examples:
  mitoscope measures
  mitoscope measures | grep chunk-error`

/** Creates `mitoscope measures`, which lists the measures with their options. */
export function measuresCommand(): Command {
  return new Command('measures')
    .description('List the measures with their options')
    .addHelpText('after', examples)
    .action(async () => {
      const { listMeasures } = await import('@mitoscope/analysis/compute')
      process.stdout.write(describeCatalogue(listMeasures()))
    })
}
