import type { RunLayersFragment } from '@mitoscope/schema/documents'
import { countOf } from '../../parts/count-of.ts'
import { formatNumber } from '../../parts/format.ts'
import type { epochChoices } from './view.ts'

/** So many representations at most: of 30 there are 435 pairs. */
export const mostItems = 30

/** A representation that is compared with the others. */
export interface PairItem {
  readonly id: string
  readonly name: string
  readonly width: number
  readonly testRows: number
  readonly project: RunLayersFragment['project']
}

export interface PairItems {
  readonly items: readonly PairItem[]
  /** Why others are not among them, a sentence each. */
  readonly leftOut: readonly string[]
}

/**
 * What can be compared: representations of one project with the same number of inputs, of each run the last, or all that
 * are kept.
 */
export function pairItems(
  runs: readonly RunLayersFragment[],
  epochs: (typeof epochChoices)[number],
): PairItems {
  const all = runs.flatMap(({ name, project, representations }) => {
    const taken = epochs === 'all' ? representations : representations.slice(-1)
    return taken.map(({ id, epoch, width, testRows }) => {
      const full = epochs === 'all' && epoch !== null ? `${name}, epoch ${epoch}` : name
      return { id, name: full, width, testRows, project }
    })
  })
  const leftOut: string[] = []
  const [first] = all
  const without = runs.filter(({ representations }) => representations.length === 0).length
  if (without > 0) leftOut.push(`${countOf(without, 'run has', 'runs have')} no representation.`)
  const ofProject = all.filter(({ project }) => project?.id === first?.project?.id)
  if (ofProject.length < all.length)
    leftOut.push(
      `${formatNumber(all.length - ofProject.length)} of another project: only those of one project are compared.`,
    )
  const alike = ofProject.filter(({ testRows }) => testRows === first?.testRows)
  for (const { name, testRows } of ofProject)
    if (testRows !== first.testRows)
      leftOut.push(
        `${name} has ${formatNumber(testRows)} inputs where ${first.name} has ${formatNumber(first.testRows)}.`,
      )
  if (alike.length > mostItems)
    leftOut.push(`There are ${formatNumber(alike.length)}: the first ${mostItems} are compared.`)
  return { items: unique(alike.slice(0, mostItems)), leftOut }
}

/** Names that say which is which: runs may be called the same. */
function unique(items: readonly PairItem[]): PairItem[] {
  const counts = new Map<string, number>()
  return items.map((item) => {
    const count = (counts.get(item.name) ?? 0) + 1
    counts.set(item.name, count)
    return count === 1 ? item : { ...item, name: `${item.name} (${count})` }
  })
}
