import type { Context } from '../computations/context.ts'
import type { Choice } from '../computations/select-groups.ts'
import { BadOption, type Option, type OptionValues } from './option.ts'
import { drawsOption } from './options.ts'

const readouts: readonly Choice['readout'][] = ['ORIGINAL', 'RESCALED', 'REFIT']

const group = (name: string, description: string): Option => ({
  kind: 'integer',
  name,
  description,
  minimum: 1,
  maximum: 100_000,
  default: null,
})

/** Options that select the kept part of a partition and its baselines. */
export const selectionOptions: readonly Option[] = [
  {
    kind: 'integers',
    name: 'groups',
    description:
      'Groups that are kept, counted from 1, as 1-3,7; one that is named twice counts twice. Every group when not given.',
    minimum: 1,
    maximum: 100_000,
    default: null,
  },
  group('replaced', 'A kept group whose place is taken; given with by.'),
  group('by', 'The group that takes its place, through a linear map.'),
  {
    kind: 'choice',
    name: 'readout',
    description: 'Readout that the kept groups feed.',
    choices: readouts,
    default: 'ORIGINAL',
  },
  { ...drawsOption(20), description: 'Random chunks of as many neurons to compare with.' },
]

/** The groups that options name. Throws BadOption for one that the layer does not have, and for half a swap. */
export function parseSelection({ representation }: Context, options: OptionValues, count: number): Choice {
  const readout = options.readout as Choice['readout']
  const all = Array.from({ length: count }, (_, g) => g + 1)
  const groups = (options.groups as readonly number[] | null) ?? all
  const { replaced, by } = options as { replaced: number | null; by: number | null }
  for (const [name, value] of [
    ['groups', groups.at(-1)!],
    ['replaced', replaced],
    ['by', by],
  ] as const)
    // prettier-ignore
    if (value !== null && value > count)
      throw new BadOption(name, value, 'is no group of this layer', `It has groups 1 to ${count}.`)
  if (readout === 'REFIT' && !representation.train?.labels)
    throw new BadOption('readout', readout, 'needs features.train and labels.train', 'Give them, or choose another readout.') // prettier-ignore
  if (replaced === null && by === null) return { groups, readout, swap: null }
  if (replaced === null || by === null)
    throw new BadOption(replaced === null ? 'by' : 'replaced', replaced ?? by, 'is half a swap', 'Give replaced and by, or neither.') // prettier-ignore
  if (replaced === by) throw new BadOption('by', by, 'is the replaced group itself', 'Name another group.')
  if (!groups.includes(replaced))
    throw new BadOption('replaced', replaced, 'is not kept', 'Name it among groups.')
  if (readout === 'REFIT')
    throw new BadOption('readout', readout, 'leaves nothing to stand in for', 'Choose another readout, or no swap.') // prettier-ignore
  return { groups, readout, swap: { replaced, by } }
}
