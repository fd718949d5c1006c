import { toSingle, type Catalogue, type Option } from '../fields/option.ts'
import { sweepSettings } from '../run/settings-options.ts'
import type { Texts } from '../fields/parse-form.ts'

/** Settings of a run that was trained elsewhere: its width and, if known, the others. */
export function importedOptions(catalogue: Catalogue, texts: Texts): Option[] {
  const names = { widths: 'width', seeds: 'seed', weightDecays: 'weightDecay' } as const
  return sweepSettings(catalogue, texts)
    .filter(({ name }) => name in names)
    .map((option) => ({
      ...toSingle(option, names[option.name as keyof typeof names]),
      default: undefined,
      isNeeded: option.name === 'widths',
    }))
}

/**
 * The same words make the same run: files of further epochs, and a second attempt, go to the one there is. `again` tells
 * runs of the same words apart.
 */
export function toClientKey(
  modelId: string,
  { width, seed, weightDecay }: Readonly<Record<string, unknown>>,
  again = 0,
): string {
  return ['import', modelId, width, seed ?? '-', weightDecay ?? '-', ...(again > 0 ? [again] : [])].join('/')
}
