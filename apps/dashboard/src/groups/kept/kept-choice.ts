'use client'
import { measureOf } from '@mitoscope/schema/catalogue'
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { parseRanges, writeRanges } from './kept-groups.ts'

const readouts = ['ORIGINAL', 'RESCALED', 'REFIT'] as const

/** Ways in which a group takes the place of another: through a linear map, or by counting twice. */
const swapKinds = ['map', 'twice'] as const

/**
 * Choice by a reader of the groups to keep and of the group that stands for another. Groups are counted from
 * 1.
 */
export interface KeptChoice {
  /** Ascending, each once. */
  readonly kept: readonly number[]
  readonly swap: {
    readonly replaced: number
    readonly by: number
    readonly how: (typeof swapKinds)[number]
  } | null
  readonly readout: (typeof readouts)[number]
}

/** Partition that a choice belongs to. */
interface OfPartition {
  readonly representationId: string
  readonly seed: number
  /** Neurons per group. */
  readonly size: number
  /** Groups. */
  readonly count: number
}

/** Describes why a choice cannot be measured; undefined if it can. */
export function findObstacle({ kept, swap, readout }: KeptChoice, hasTrain: boolean): string | undefined {
  if (kept.length === 0) return 'Choose at least one group to keep.'
  if (readout === 'REFIT' && !hasTrain)
    return 'The readout cannot be refitted because this layer was stored without training rows.'
  if (!swap) return undefined
  if (swap.replaced === swap.by) return 'A group cannot replace itself. Choose another group.'
  if (!kept.includes(swap.replaced)) return `Group ${swap.replaced} is not kept: nothing has to stand for it.`
  if (readout === 'REFIT')
    return 'A refitted readout cannot be combined with a replaced group. Choose another readout.'
  return undefined
}

/** The question to the server: the same choice of the same partition is always the same one. */
export function toKeptInput(
  { kept, swap, readout }: KeptChoice,
  { representationId, seed, size, count }: OfPartition,
) {
  const isAll = kept.length === count
  const groups =
    swap?.how === 'twice'
      ? [...kept.filter((group) => group !== swap.replaced), swap.by].sort((a, b) => a - b)
      : isAll
        ? null
        : [...kept]
  return {
    measure: measureOf.SELECTION,
    representationId,
    seed,
    options: {
      size,
      readout,
      ...(groups && { groups }),
      ...(swap?.how === 'map' && { replaced: swap.replaced, by: swap.by }),
    },
  }
}

/** Neurons of which something is read, in the order of the groups. */
export function keptNeurons({ kept, swap }: KeptChoice, groups: readonly (readonly number[])[]): number[] {
  const used = new Set(kept.filter((group) => group !== swap?.replaced))
  if (swap) used.add(swap.by)
  return [...used].sort((a, b) => a - b).flatMap((group) => groups[group - 1])
}

const parsers = {
  keep: parseAsString,
  replaced: parseAsInteger,
  by: parseAsInteger,
  how: parseAsStringLiteral(swapKinds).withDefault('map'),
  readout: parseAsStringLiteral(readouts).withDefault('ORIGINAL'),
}

/**
 * Returns the choice among `count` groups that the address holds, and a function that changes it. Every
 * group is kept if the address names none.
 */
export function useKeptChoice(count: number): readonly [KeptChoice, (change: Partial<KeptChoice>) => void] {
  const [{ keep, replaced, by, how, readout }, setView] = useQueryStates(parsers, { history: 'replace' })
  const isGroup = (group: number | null) => group !== null && group >= 1 && group <= count
  const choice: KeptChoice = {
    kept: keep === null ? allOf(count) : parseKept(keep, count),
    swap: isGroup(replaced) && isGroup(by) ? { replaced: replaced!, by: by!, how } : null,
    readout,
  }
  const choose = ({ kept, swap, readout: next }: Partial<KeptChoice>) =>
    void setView({
      ...(kept && { keep: kept.length === count ? null : writeRanges(kept).replaceAll(' ', '') }),
      ...(swap !== undefined && {
        replaced: swap?.replaced ?? null,
        by: swap?.by ?? null,
        how: swap?.how ?? null,
      }),
      ...(next && { readout: next }),
    })
  return [choice, choose]
}

export function allOf(count: number): number[] {
  return Array.from({ length: count }, (_, g) => g + 1)
}

/** An address that somebody mistyped, or of another partition, keeps every group. */
function parseKept(text: string, count: number): readonly number[] {
  try {
    return parseRanges(text, count)
  } catch {
    return allOf(count)
  }
}
