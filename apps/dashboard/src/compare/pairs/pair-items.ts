import { lastHidden } from '../../run/sites.ts'
import { parseAsJson, parseAsStringLiteral } from 'nuqs'
import type { RunLayersFragment } from '@mitoscope/schema/documents'
import { parseRows } from '../../start/view.ts'
import { countOf, formatNumber } from '../../format/format.ts'

/** Epochs of the runs that can be compared. */
const epochChoices = ['last', 'all'] as const

/** View of the comparison of representations, all of it kept in the address. */
export const pairParsers = {
  /** Chosen measures, with what is written in the fields of their options; the first of the catalogue when not given. */
  by: parseAsJson(parseRows),
  epochs: parseAsStringLiteral(epochChoices).withDefault('last'),
}

/** Maximum number of representations: 30 make 435 pairs. */
const mostItems = 30

/** A representation that is compared with the others. */
export interface PairItem {
  readonly id: string
  readonly name: string
  readonly width: number
  readonly testRows: number
  readonly project: RunLayersFragment['project']
}

interface PairItems {
  readonly items: readonly PairItem[]
  /** Representations and runs that are not among them, each with the reason. */
  readonly leftOut: readonly string[]
}

/**
 * Selects what can be compared: the largest set of representations of one project with the same number of inputs; of each
 * run the last, or all that are kept.
 */
export function pairItems(
  runs: readonly RunLayersFragment[],
  epochs: (typeof epochChoices)[number],
): PairItems {
  const all = runs.flatMap(({ name, project, representations }) => {
    // Of the last epoch the last hidden layer, which has the place behind all others.
    const taken = epochs === 'all' ? representations : representations.slice(-1)
    return taken.map(({ id, epoch, site, width, testRows }) => {
      const layer = site === lastHidden ? name : `${name}, ${site}`
      const full = epochs === 'all' && epoch !== null ? `${layer}, epoch ${epoch}` : layer
      return { id, name: full, width, testRows, project }
    })
  })
  const reasons = new Map<string, string[]>()
  const leaveOut = (name: string, reason: string) =>
    reasons.set(reason, [...(reasons.get(reason) ?? []), name])
  for (const { name, representations } of runs)
    if (representations.length === 0) leaveOut(name, 'no representation')
  const most = findLargest(all)
  const alike = all.filter((item) => most && kindOf(item) === kindOf(most))
  for (const item of all) {
    if (!most || kindOf(item) === kindOf(most)) continue
    if (item.project.id !== most.project.id)
      leaveOut(item.name, `in ${nameProject(item)}, the others in ${nameProject(most)}`)
    else leaveOut(item.name, `${countOf(item.testRows, 'input')}, the others ${formatNumber(most.testRows)}`)
  }
  for (const { name } of alike.slice(mostItems)) leaveOut(name, `at most ${mostItems} are compared`)
  return {
    items: unique(alike.slice(0, mostItems)),
    leftOut: [...reasons].map(([reason, names]) => `${names.join(', ')}: ${reason}.`),
  }
}

/** The first item of the largest set that can be compared with each other; undefined if there are no items. */
function findLargest(items: readonly PairItem[]): PairItem | undefined {
  const sizes = new Map<string, number>()
  for (const item of items) sizes.set(kindOf(item), (sizes.get(kindOf(item)) ?? 0) + 1)
  const size = Math.max(...sizes.values())
  return items.find((item) => sizes.get(kindOf(item)) === size)
}

/** The same text for representations that can be compared. */
function kindOf({ project, testRows }: PairItem): string {
  return `${project.id} ${testRows}`
}

function nameProject({ project }: PairItem): string {
  return `the project “${project.name}”`
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
