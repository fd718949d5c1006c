'use client'
import { noiseFloor, residualFloor } from '@mitoscope/analysis/format'
import { countOf, formatNumber } from '../../format/format.ts'
import { useCallback } from 'react'
import { MatrixExplorer } from '../matrix/matrix-explorer.tsx'
import { MatrixFiles, MatrixTable } from '../matrix/matrix-table.tsx'
import { nameFiles, type Owner, type Partition, type Source } from '../sources.ts'

interface GroupsBetweenProps {
  readonly partition: Partition
  /** The analysis that found it. */
  readonly source: Source
  readonly owner: Owner
  /** Test inputs behind it. */
  readonly rows: number
}

/** Matrix of what any two groups still have in common beyond what each tells of the other. */
export function GroupsBetween({ partition, source, owner, rows }: GroupsBetweenProps) {
  const { between, compared, groups } = partition
  const floor = residualFloor(noiseFloor(rows), groups[0]?.neurons.length ?? 0)
  const valueAt = useCallback(
    (a: number, b: number) => between[a * compared + b] ?? null,
    [between, compared],
  )
  const isMarked = useCallback((a: number, b: number) => (valueAt(a, b) ?? 0) > 2 * floor, [valueAt, floor])
  const describe = (a: number, b: number) => {
    const value = valueAt(a, b)
    if (a === b) return `Group ${a + 1} with itself: not compared.`
    if (value === null) return `Groups ${a + 1} and ${b + 1} were not compared.`
    return `Groups ${a + 1} and ${b + 1}: mean |ρ| ${formatNumber(value)}, ${formatNumber(value / floor)} times the floor${
      isMarked(a, b) ? ', well above it' : ''
    }.`
  }
  if (compared < 2) return null
  return (
    <section aria-labelledby="between">
      <h2 id="between">Between groups</h2>
      <p className="lead">
        Mean |ρ| of the residuals of two groups after they predict each other. Uncorrelated residuals lie at
        the floor √(2 / (π (N − w − 1))) = {formatNumber(floor)}; groups that differ only by independent noise
        lie somewhat above it, as the noise of the one enters its prediction of the other. Marked is what is
        above twice the floor.
        {compared < groups.length &&
          ` Only the first ${formatNumber(compared)} of ${countOf(groups.length, 'group')} were compared.`}
      </p>
      <MatrixExplorer
        id="between"
        summary={`Residual correlation between ${countOf(compared, 'group')}. Floor of uncorrelated residuals ${formatNumber(floor)}.`}
        side={compared}
        values={between}
        isMarked={isMarked}
        describe={describe}
      />
      <MatrixFiles id={source.id} title="the correlation between groups" name={nameFiles(owner, source)}>
        The picture is that of the analysis, with the number in each cell where there is room for it; CSV, NPY
        and LaTeX have a row for each two groups.
      </MatrixFiles>
      <MatrixTable
        name="between-groups"
        caption="Mean |ρ| between groups"
        labels={Array.from({ length: compared }, (_, g) => `group ${g + 1}`)}
        values={between}
      />
    </section>
  )
}
