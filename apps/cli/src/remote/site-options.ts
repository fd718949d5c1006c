import type { Command } from 'commander'
import { wholeNumber } from '../commands/flag-values.ts'

/** Options that name the layer of a representation. */
export interface SiteFlags {
  readonly site?: string
  readonly siteKind?: string
  readonly sitePosition?: number
}

/** Adds the options that name the layer of a file. */
export function addSiteOptions(command: Command): Command {
  return command
    .option(
      '--site <layer>',
      'layer of the representation, for example layer4 (default: the last hidden one)',
    )
    .option('--site-kind <kind>', 'kind of that layer, for example block or attention')
    .option('--site-position <n>', 'position of that layer in the order of the network', wholeNumber)
}
