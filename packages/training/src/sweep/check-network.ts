import { findArchitecture } from '../architectures/find-architecture.ts'
import { BadSweep } from './bad-sweep.ts'
import type { SweepConfig } from './sweep-config.ts'
import { planOf } from './task-of.ts'

/** Checks that the sweep's networks can be built. Throws BadSweep. */
export function checkNetwork(config: SweepConfig): void {
  checkOptions(config)
  for (const width of config.widths) {
    try {
      planOf(config, width)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      throw new BadSweep('widths', error.message, 'Change the widths, the architecture or the dataset')
    }
  }
}

function checkOptions({ architecture, options = {} }: SweepConfig): void {
  const known = findArchitecture(architecture).options
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new BadSweep('options', `${JSON.stringify(options)} is not an object`, 'Give one JSON object')
  for (const [name, value] of Object.entries(options)) {
    const option = known.find((candidate) => candidate.name === name)
    if (!option) {
      const names = known.map((candidate) => candidate.name).join(', ') || 'none'
      throw new BadSweep(
        `options.${name}`,
        `"${architecture}" has no such option`,
        `Its options are: ${names}`,
      )
    }
    const range =
      option.kind === 'boolean'
        ? 'true and false'
        : `whole numbers from ${option.minimum} to ${option.maximum}`
    const fits =
      option.kind === 'boolean'
        ? typeof value === 'boolean'
        : typeof value === 'number' &&
          Number.isInteger(value) &&
          value >= option.minimum &&
          value <= option.maximum
    if (!fits)
      throw new BadSweep(
        `options.${name}`,
        `${JSON.stringify(value)} is out of range`,
        `Allowed are ${range}`,
      )
  }
}
