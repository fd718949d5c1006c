import { Command } from 'commander'

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
      const { describeCatalogue } = await import('../terminal/describe-catalogue.ts')
      process.stdout.write(describeCatalogue(listMeasures()))
    })
}
