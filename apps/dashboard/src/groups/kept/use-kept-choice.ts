'use client'
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { parseRanges, writeRanges } from './group-ranges.ts'
import { readouts, swapKinds, type KeptChoice } from './kept-choice.ts'

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
