import type { Scalar } from '../shapes/scalar.ts'
import { decaysLate, shareOfNoise } from '../sweep/findings/name-control.ts'
import { sayNumber, sayScalar } from '../sweep/findings/say.ts'
import { CLEAR_ERROR, SPLIT } from '../sweep/findings/training-histories.ts'
import type { SweepReport, SweepSeries } from '../sweep/sweep-report.ts'
import { agrees, cannotTell, disagrees, type Claim } from './claim.ts'

/** Runs of one width and kind, by the scalars of the finding "groups-by-training-error". */
interface Cell {
  readonly kind: string
  readonly width: number
  readonly before: Scalar
  readonly detectable?: Scalar
  readonly zero?: Scalar
  readonly end?: Scalar
}

const rule =
  `Rule: a layer is split from ${SPLIT} groups on, as no two disjoint chunks can each carry it with fewer; before interpolation ` +
  `means the last kept epoch with a training error of ${CLEAR_ERROR} or more, because just above 0 the error is a few inputs.`

/**
 * The claim is refuted by a layer that is split while its training error is clearly above 0, be it that of an ordinary run
 * or of one whose noisy labels keep it from ever interpolating; it is borne out by layers that are not split there and are
 * in the end. Time and weight decay go along with interpolation in ordinary runs, so the noisy ones weigh as much.
 */
export const afterInterpolation: Claim = {
  id: 'after-interpolation',
  statement: 'Groups form only after the training has interpolated.',
  paper: 'Wide-ResNet28-8 and DenseNet40 on CIFAR-10: while the training error is above 0 no chunk carries the layer; whole DenseNets reach 0 from W = 352 on', // prettier-ignore
  needsInterpolation: false,
  judge(series, report) {
    const cells = readCells(series, report)
    if (cells.length === 0)
      return cannotTell([], `No layer that is split at its end was represented at a training error of ${CLEAR_ERROR} or more: train wider layers, or keep the checkpoints of every epoch and represent them.`) // prettier-ignore
    const judged = cells.filter(({ before }) => before.low !== null)
    if (judged.length === 0) return cannotTell(toScalars(cells), `${tell(cells)}, over one seed, which judges no claim: train two or more. ${rule}`) // prettier-ignore
    const split = judged.filter(({ before }) => before.low! >= SPLIT)
    if (split.length > 0)
      return disagrees(toScalars(split), `${tell(split)}. ${rule} What would change the verdict: fewer than ${SPLIT} groups there with other seeds, kept epochs or recipes.`) // prettier-ignore
    const open = judged.filter(({ before }) => before.high! >= SPLIT)
    if (open.length > 0) {
      const single = judged.filter((cell) => !open.includes(cell))
      const others = single.length > 0 ? ` Not split there: ${tell(single)}.` : ''
      return cannotTell(toScalars([...open, ...single]), `${tell(open)}: the interval reaches to either side of ${SPLIT}. ${sayPower(open)} More seeds would narrow it.${others} ${rule}${sayLate(series, report)}`) // prettier-ignore
    }
    const formed = judged.filter(({ end }) => end?.low != null && end.low >= SPLIT)
    if (formed.length === 0)
      return cannotTell(toScalars(judged), `${tell(judged)}: not split there, but that a layer splits later is not shown over seeds. A wider one would have to. ${rule}`) // prettier-ignore
    const widths = formed.map(({ width }) => width)
    const confounded = judged.some(
      ({ kind, width, end }) => shareOfNoise(kind) !== null && !end && widths.includes(width),
    )
      ? 'Noisy labels keep a layer of that width from interpolating and from splitting, so that time and weight decay alone do not do it.'
      : 'Time and weight decay go along with interpolation here; groups in a run with noisy labels, at a width that never interpolates, would refute it.'
    return agrees(toScalars(judged), `${tell(judged)}. ${rule} ${sayPower(judged)} ${confounded}${sayLate(series, report)}`) // prettier-ignore
  },
}

function findScalars({ weightDecay }: SweepSeries, { findings = [] }: SweepReport): readonly Scalar[] {
  const found = findings.find((one) => one.id === 'groups-by-training-error' && one.weightDecay === weightDecay) // prettier-ignore
  return found?.scalars ?? []
}

/** Returns the cells, those with the most groups before interpolation first. */
function readCells(series: SweepSeries, report: SweepReport): Cell[] {
  const scalars = findScalars(series, report)
  const read = (id: string) => scalars.find((scalar) => scalar.id === id)
  return scalars
    .flatMap((before) => {
      const [, cell, kind = 'none', width] = /^before-((?:(.*)-)?width-(\d+))$/.exec(before.id) ?? []
      if (cell === undefined || before.value === null) return []
      const [detectable, zero, end] = ['detectable', 'zero', 'end'].map((name) => read(`${name}-${cell}`))
      return [{ kind, width: Number(width), before, detectable, zero, end }]
    })
    .toSorted((a, b) => b.before.value! - a.before.value!)
}

/** Returns the decisive numbers: those of the first cell, and before interpolation of every other. */
function toScalars([first, ...others]: readonly Cell[]): Scalar[] {
  const own = [first.before, first.zero, first.end].filter((scalar) => scalar !== undefined)
  return [...own, ...others.map(({ before }) => before)]
}

/** Most cells that a sentence names. */
const most = 3

function tell(cells: readonly Cell[]): string {
  const told = cells.slice(0, most).map(({ before, zero, end }) => {
    const later = end ? ` (${zero ? `${sayNumber(zero.value!)} at 0, ` : ''}${sayNumber(end.value!)} at the end)` : '' // prettier-ignore
    return `${before.label}: ${sayScalar(before)}${later}`
  })
  const left = cells.length - told.length
  return `${told.join('; ')}${left > 0 ? `; and ${left} more` : ''}`
}

function sayPower(cells: readonly Cell[]): string {
  const worst = Math.max(...cells.map(({ detectable }) => detectable?.value ?? Infinity))
  return `Power: by this spread over seeds ${sayNumber(worst)} groups there would have been found split in 4 of 5 such sweeps.` // prettier-ignore
}

/** Tells what runs did whose weight decay began late; nothing without such runs. */
function sayLate(series: SweepSeries, report: SweepReport): string {
  const scalars = findScalars(series, report)
  const late = scalars.findLast(({ id }) => {
    const [, kind] = /^end-(.*)-width-\d+$/.exec(id) ?? []
    return kind !== undefined && decaysLate(kind)
  })
  return late ? ` ${late.label}: ${sayScalar(late)}.` : ''
}
