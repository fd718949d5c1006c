import { countOf } from '../../format/format.ts'
import type { RunsInput, SpreadKind } from '@mitoscope/figures'
import { bandLabels, type Band, type Line } from './curves.ts'
import type { DrawOptions } from './draw-curves.ts'

const spreadKinds: Readonly<Record<Band, SpreadKind>> = { std: 'std', sem: 'sem', ci95: '95 % interval' }

/** Lines as the figures draw them: on paper, with their names in the legend. */
export function toRunsInput(
  lines: readonly Line[],
  { x, y, logX, logY, band }: DrawOptions,
  title: string,
): RunsInput {
  const runs = lines.reduce((sum, { series }) => sum + series.runs.length, 0)
  const several = lines.some(({ series }) => series.runs.length > 1)
  return {
    title,
    subtitle: [countOf(runs, 'run'), ...(several ? [`bands: ${bandLabels[band]}`] : [])].join(' · '),
    caption: several
      ? 'Lines are means over runs that differ only by their seed, where all of them have a value. Thin lines are single runs.'
      : 'Each line is a run.',
    x,
    y,
    logX,
    logY,
    band: spreadKinds[band],
    lines: lines.map(({ series: { label, runs: own, style }, curves }) => ({
      label: own.length > 1 ? `${label} (${countOf(own.length, 'seed')})` : label,
      color: style.paperColor,
      dash: style.dash === '' ? 'none' : style.dash,
      symbol: style.symbol,
      x: curves.x,
      mean: curves.mean,
      std: curves.std,
      sem: curves.sem,
      ci95: curves.ci95,
      n: curves.n,
      members: curves.members.map(({ id, values }) => ({
        label: own.find((run) => run.id === id)?.name ?? id,
        values,
      })),
    })),
  }
}
