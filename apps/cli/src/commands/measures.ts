import { Command } from 'commander'

const examples = `
Examples:
  mitoscope measures
  mitoscope measures | grep chunk-error`

/** `mitoscope measures`: what can be computed, with options. */
export function measuresCommand(): Command {
  return new Command('measures')
    .description('List the measures with their options')
    .addHelpText('after', examples)
    .action(async () => {
      const { listMeasures } = await import('@mitoscope/analysis/compute')
      for (const { id, title, summary, options } of listMeasures()) {
        process.stdout.write(`${id}: ${title}\n  ${summary}\n`)
        for (const option of options) {
          const range =
            option.kind === 'choice' ? option.choices.join(' | ') : `${option.minimum} … ${option.maximum}`
          process.stdout.write(
            `  ${id}.${option.name} (${range}; default ${option.default ?? 'none'}): ${option.description}\n`,
          )
        }
        process.stdout.write('\n')
      }
    })
}
