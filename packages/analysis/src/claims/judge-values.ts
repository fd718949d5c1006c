import type { Scalar } from '../shapes/scalar.ts'
import { tQuantile } from '../statistics/intervals.ts'
import { meanOf } from '../statistics/summarize.ts'
import { sayNumber } from '../sweep/findings/say.ts'
import type { Judgement } from '../sweep/sweep-report.ts'
import { agrees, cannotTell, disagrees } from './claim.ts'

/** Values of one quantity over the seeds of equal networks. */
export interface SeedValues {
  /** Name of the networks, such as "width-64". */
  readonly id: string
  /** The same for readers, such as "width 64, weight decay 0.0005". */
  readonly label: string
  /** One value per seed; null where the quantity is not defined. */
  readonly values: readonly (number | null)[]
}

/** Rule that the mean over seeds of a quantity is above or below a threshold, for all networks named. */
export interface ThresholdRule {
  readonly comparison: 'above' | 'below'
  readonly threshold: number
}

/**
 * Number of seeds from which a setting may be judged by the spread of others. By simulation two give a false verdict in up to
 * 12 % of cases, where ten other settings spread a tenth as much: two seeds look alike by chance. Three do in 5 % at most.
 */
const FEWEST = 3

/**
 * Judges whether the mean over seeds lies above or below a threshold for every group of equal networks. It agrees if each
 * group's interval lies on the side that the rule names, and does not agree if one lies on the other side. The intervals
 * hold together with 95 %, and go on doing so as seeds are added and the rule is judged again: by Student's t, with `shareOf` each. Positive values have a
 * geometric mean and a relative spread that is pooled over the groups that spread about as much, or their own where it is
 * larger; others have the spread of their own group.
 */
export function judgeValues(groups: readonly SeedValues[], rule: ThresholdRule): Judgement {
  if (groups.length === 0)
    return cannotTell([], 'No finished analysis of a run fits the rule. Start the analysis for runs of this model.') // prettier-ignore
  const lacking = groups.find(({ values }) => values.includes(null))
  const onLogs = rule.threshold > 0 && groups.every(({ values }) => values.every((v) => v === null || v > 0))
  const cells = groups.map((group) => summarizeCell(group, onLogs))
  const spreads = cells.map((cell) => (onLogs ? poolFor(cell, cells) : { ...cell, groups: 1 }))
  const intervals = cells.map((cell, i) => intervalOf(cell, spreads[i], cells.length, onLogs))
  const ours = intervals.map(({ scalar }) => scalar)
  if (lacking)
    return cannotTell(ours, `The quantity is not defined for ${countOf(lacking.values.filter((v) => v === null).length, 'seed')} at ${lacking.label}.`) // prettier-ignore
  const single = cells.find(({ n }) => n < 2)
  if (single)
    return cannotTell(ours, `There is one seed at ${single.label}, and one seed tells nothing about others: train a second one.`) // prettier-ignore
  const pair = onLogs && cells.length > 1 ? cells.find(({ n }) => n < FEWEST) : undefined
  if (pair)
    return cannotTell(ours, `There are two seeds at ${pair.label}, which do not tell whether they spread as those of the other settings do: train a third one.`) // prettier-ignore
  if (spreads.some(({ squares }) => squares === 0))
    return cannotTell(ours, 'All seeds have exactly the same value, so that their spread is not known. Check that they are different networks.') // prettier-ignore
  const wanted = rule.comparison === 'above' ? 1 : -1
  const sides = intervals.map(({ scalar }) => wanted * sideOf(scalar, rule.threshold))
  const against = sides.indexOf(-1)
  const told = `${rule.comparison} ${sayNumber(rule.threshold)}`
  const by = describeIntervals(cells, onLogs)
  if (against >= 0)
    return disagrees(ours, `At ${cells[against].label} the mean over seeds is not ${told}: its whole interval lies on the other side. ${by}`) // prettier-ignore
  if (sides.every((side) => side === 1))
    return agrees(ours, `The mean over seeds is ${told} ${cells.length === 1 ? `at ${cells[0].label}` : `at each of ${cells.length} settings`}: its whole interval lies on that side. ${by}`) // prettier-ignore
  const open = sides.indexOf(0)
  return cannotTell(ours, `At ${cells[open].label} the interval holds the threshold ${sayNumber(rule.threshold)}. ${by}${sayNeeded(intervals[open], rule.threshold)}`) // prettier-ignore
}

/** Mean of one group, and the squares around it, on the scale of the values or of their logarithms. */
interface Cell {
  readonly id: string
  readonly label: string
  readonly n: number
  readonly centre: number | null
  readonly squares: number
  readonly freedom: number
  /** Logarithm of the threshold, or the threshold. */
  readonly toScale: (value: number) => number
}

function summarizeCell({ id, label, values }: SeedValues, onLogs: boolean): Cell {
  const toScale = onLogs ? Math.log : (value: number) => value
  const known = values.filter((value) => value !== null).map(toScale)
  const centre = meanOf(known)
  // Equal values have no spread by rounding.
  const differ = known.some((value) => value !== known[0])
  const squares = differ ? known.reduce((sum, value) => sum + (value - centre!) ** 2, 0) : 0
  return { id, label, n: known.length, centre, squares, freedom: Math.max(0, known.length - 1), toScale }
}

/** Spread of one seed around its mean, by squares and their degrees of freedom. */
interface Spread extends Pick<Cell, 'squares' | 'freedom'> {
  /** Number of groups that it is known from. */
  readonly groups: number
}

/** Share of a group's own spread from which another group counts as one that spreads about as much. */
const ALIKE = 1 / 4

/**
 * Pools the squares of the groups that spread about as much as a group, or more: layers that are one group hardly spread,
 * and would make the interval of those that split several times too narrow. The group's own spread counts where it is larger.
 */
function poolFor(cell: Cell, cells: readonly Cell[]): Spread {
  const varianceOf = ({ squares, freedom }: Pick<Cell, 'squares' | 'freedom'>) =>
    squares / Math.max(1, freedom)
  const own = varianceOf(cell)
  const alike = cells.filter((other) => other.freedom > 0 && varianceOf(other) >= ALIKE ** 2 * own)
  const sum = (of: (other: Cell) => number) => alike.reduce((total, other) => total + of(other), 0)
  const [squares, freedom] = [sum((other) => other.squares), sum((other) => other.freedom)]
  return { squares: Math.max(squares, own * freedom), freedom, groups: alike.length }
}

interface Interval {
  readonly scalar: Scalar
  readonly cell: Cell
  /** Standard deviation of one seed on the scale; null if it is not known. */
  readonly spread: number | null
  /** Number of groups that the spread is known from. */
  readonly groups: number
  readonly tests: number
}

function intervalOf(
  cell: Cell,
  { squares, freedom, groups }: Spread,
  tests: number,
  onLogs: boolean,
): Interval {
  const { id, label, centre, n } = cell
  const back = onLogs ? Math.exp : (value: number) => value
  const spread = freedom > 0 && squares > 0 ? Math.sqrt(squares / freedom) : null
  const value = centre === null ? null : back(centre)
  const known = { cell, spread, groups, tests }
  if (centre === null || spread === null || n < 1)
    return { ...known, scalar: { id, label, value, low: null, high: null } }
  const half = (tQuantile(freedom, 1 - shareOf(n, tests) / 2) * spread) / Math.sqrt(n)
  return { ...known, scalar: { id, label, value, low: back(centre - half), high: back(centre + half) } }
}

/**
 * Returns the share of cases in which the interval of a group of `seeds` seeds may miss its mean: 5 % over all groups
 * (Bonferroni) and over all numbers of seeds at which it may be looked at, 6 / π² · Σ 1 / (seeds − 1)² = 1. With one
 * share for every look, seeds that are added until the verdict pleases would give a false one in 20 % of cases by ten seeds.
 */
function shareOf(seeds: number, tests: number): number {
  return (0.05 * 6) / (Math.PI * Math.max(1, seeds - 1)) ** 2 / tests
}

/** Returns 1 if the whole interval is above the threshold, −1 if it is below, and 0 otherwise. */
function sideOf({ low, high }: Scalar, threshold: number): -1 | 0 | 1 {
  if (low !== null && low > threshold) return 1
  if (high !== null && high < threshold) return -1
  return 0
}

function describeIntervals(cells: readonly Cell[], pooled: boolean): string {
  const seeds = [...new Set(cells.map(({ n }) => n))].toSorted((a, b) => a - b)
  const range = seeds.length > 1 ? `${seeds[0]} to ${seeds.at(-1)} seeds` : countOf(seeds[0], 'seed')
  const spread =
    pooled && cells.length > 1 ? ', with the relative spread of all that spread about as much' : ''
  const together = cells.length > 1 ? `, ${cells.length} intervals that hold together` : ''
  return `Student’s t over ${range}${spread}${together}, with 95 % at this look and all others at fewer or more seeds.`
}

/** Says how many seeds of each group would decide if mean and spread stayed what they are. */
function sayNeeded({ cell, spread, groups, tests }: Interval, threshold: number): string {
  const distance = Math.abs(cell.centre! - cell.toScale(threshold))
  for (let seeds = cell.n + 1; seeds <= mostSeeds; seeds++)
    if (
      tQuantile(groups * (seeds - 1), 1 - shareOf(seeds, tests) / 2) * spread! <
      distance * Math.sqrt(seeds)
    )
      return ` If mean and spread stay, ${seeds} seeds there would decide it.`
  return ` More than ${mostSeeds} seeds would be needed there: the mean is at the threshold.`
}

const mostSeeds = 100

/** Formats a count with its noun, such as "1 seed" or "3 seeds". */
function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
