import { toCsv } from '../parts/download.ts'
import type { Line } from './line.ts'

/** Everything that is drawn, and the spreads that are not, at full precision: a row per line and place. */
export function curvesCsv(x: string, lines: readonly Line[]): Blob {
  return toCsv(
    ['line', 'label', x.replaceAll(' ', '_'), 'n', 'mean', 'std', 'sem', 'ci95'],
    lines.flatMap(({ series, curves }) =>
      curves.x.flatMap((at, i) =>
        curves.n[i] === 0
          ? []
          : [
              [
                series.number,
                series.label,
                at,
                curves.n[i],
                curves.mean[i],
                curves.std[i],
                curves.sem[i],
                curves.ci95[i],
              ],
            ],
      ),
    ),
  )
}
