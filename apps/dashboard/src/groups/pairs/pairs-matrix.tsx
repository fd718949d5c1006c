'use client'
import { measureOf } from '@mitoscope/schema/catalogue'
import { parseAsBoolean, useQueryState } from 'nuqs'
import { useCallback, useMemo, type ReactNode } from 'react'
import { formatNumber, countOf } from '../../format/format.ts'
import { MatrixExplorer } from '../matrix/matrix-explorer.tsx'
import { MatrixTable } from '../matrix/matrix-table.tsx'
import { moreNeurons, judgePairs, parseMatrix, type PairCounts } from './whole-matrix.ts'
import { orderByGroup, reorder } from './order-by-group.ts'
import type { Partition } from '../sources.ts'

interface PairsMatrixProps {
  /** Result of the analysis, as it is stored. */
  readonly result: unknown
  readonly counts: PairCounts
  readonly groups?: Partition['groups']
  /** Files of the matrix to download, whose neurons are in another order than on the screen. */
  readonly files: ReactNode
  /** A way to have it measured of so many neurons. */
  readonly more: (neurons: number) => ReactNode
}

/** The residual correlation of neurons, those of one group beside each other. */
export function PairsMatrix({ result, counts, groups, files, more }: PairsMatrixProps) {
  const matrix = useMemo(() => parseMatrix(result), [result])
  const { order, bands } = useMemo(
    () =>
      orderByGroup(
        matrix.neurons,
        (groups ?? []).map(({ neurons }) => neurons),
      ),
    [matrix, groups],
  )
  const values = useMemo(() => reorder(matrix.values, order), [matrix, order])
  const { tested, significant: found, limit } = counts
  const [isBare, setBare] = useQueryState('pairs-only', parseAsBoolean.withDefault(false))
  const { judge, pOf, isKnown } = useMemo(
    () => judgePairs(matrix, { tested, significant: found, limit }),
    [matrix, tested, found, limit],
  )
  const side = order.length
  const neuronAt = useCallback((at: number) => matrix.neurons[order[at]], [matrix, order])
  // Told once: the picture asks for it many times a second.
  const marks = useMemo(() => {
    const found = new Uint8Array(side * side)
    for (let a = 0; a < side; a++)
      for (let b = 0; b < side; b++)
        found[a * side + b] = judge(neuronAt(a), neuronAt(b), values[a * side + b]) === 'significant' ? 1 : 0
    return found
  }, [judge, neuronAt, values, side])
  const isMarked = useCallback((a: number, b: number) => marks[a * side + b] === 1, [marks, side])
  const shown = useMemo(
    () => (isBare ? values.map((value, i) => (marks[i] === 1 ? value : 0)) : values),
    [isBare, values, marks],
  )
  const nameAt = (at: number) => {
    const group = bands.find(({ start, end }) => at >= start && at < end)?.group
    const place =
      group === null || group === undefined ? (groups ? ' (no group)' : '') : ` (group ${group + 1})`
    return `${neuronAt(at)}${place}`
  }
  const describe = (a: number, b: number) => {
    if (a === b) return `Neuron ${nameAt(a)} with itself.`
    const p = pOf(neuronAt(a), neuronAt(b))
    const verdict = judge(neuronAt(a), neuronAt(b), values[a * side + b])
    return `Neurons ${nameAt(a)} and ${nameAt(b)}: ρ ${formatNumber(values[a * side + b])}, ${
      verdict === 'not known' ? 'whether it is significant is not known' : verdict
    }${p === undefined ? '' : ` (p ${p === 0 ? 'too small for a number' : formatNumber(p)})`}.`
  }
  const all = moreNeurons(tested, side)
  if (side < 2)
    return (
      <p className="card">
        {side === 0 ? 'No neuron' : 'Only one neuron'} is left outside the chunk: there are no pairs to show.
      </p>
    )
  return (
    <>
      <p>
        {countOf(side, 'neuron')} outside the chunk, those with the most significant partners first
        {groups ? ', then put in the order of their groups' : ''}.{' '}
        {countOf(found ?? 0, 'pair is', 'pairs are')} significant
        {limit !== null && `, those of |ρ| ≥ ${formatNumber(limit)}`}
        {!isKnown && `, of which the ${formatNumber(matrix.pairs.length)} most significant are listed`}.
      </p>
      {all !== undefined && more(all)}
      <label>
        <input type="checkbox" checked={isBare} onChange={({ target }) => void setBare(target.checked)} />{' '}
        Show only significant pairs
      </label>
      <MatrixExplorer
        id="pairs"
        summary={`Residual correlation of ${countOf(side, 'neuron')}${groups ? ', ordered by group' : ''}. ${countOf(found ?? 0, 'pair is', 'pairs are')} significant.`}
        side={side}
        values={shown}
        bands={bands}
        isMarked={isMarked}
        describe={describe}
      />
      {files}
      <MatrixTable
        name={measureOf.NEURON_PAIRS}
        caption={`Correlation of residuals by neuron${groups ? ', in the order of groups' : ''}`}
        labels={order.map((row) => String(matrix.neurons[row]))}
        values={values}
      />
    </>
  )
}
