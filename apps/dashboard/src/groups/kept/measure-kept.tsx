'use client'
import { formatNumber, countOf } from '../../format/format.ts'
import { AskFor } from '../ask-for.tsx'
import { ChooseGroups } from './choose-groups.tsx'
import { ChooseSwap } from './choose-swap.tsx'
import { ExportNeurons } from '../export-neurons.tsx'
import { describeKept, listKept } from './kept-groups.ts'
import { RandomGroups } from './random-groups.tsx'
import { findObstacle, keptNeurons, toKeptInput, useKeptChoice } from './kept-choice.ts'
import { KeptTable } from './kept-table.tsx'
import { parametersInto, readoutParameters } from './group-errors.ts'
import type { Layer, Owner, Partition } from '../sources.ts'
import '../groups.css'

interface MeasureKeptProps {
  readonly owner: Owner
  readonly layer: Layer
  readonly partition: Partition
  /** Seed of the draw that made the groups. */
  readonly seed: number
  readonly refetch: () => void
}

/** Keeps some groups, lets one stand for another, and has the error measured of exactly that. */
export function MeasureKept({ owner, layer, partition, seed, refetch }: MeasureKeptProps) {
  const { groups } = partition
  const count = groups.length
  const [choice, choose] = useKeptChoice(count)
  const size = groups[0]?.neurons.length ?? 0
  if (size === 0) return null
  const neurons = keptNeurons(
    choice,
    groups.map((group) => group.neurons),
  )
  const obstacle = findObstacle(choice, layer.trainRows !== null)
  const input = toKeptInput(choice, { representationId: layer.id, seed, size, count })
  const readout = (kept: number) => readoutParameters(layer.classes, kept)
  const into = (kept: number) => parametersInto(owner.run?.config, layer.width, kept)
  const rows = listKept(layer.kept.nodes, { seed, size, count })
  return (
    <section aria-labelledby="choose">
      <h2 id="choose">Keep and swap groups</h2>
      <p className="lead">
        If groups carry the same information, a few groups classify as well as all of them, and each group can
        replace another. Choose the groups to keep and measure the error of exactly these neurons.
      </p>
      <ChooseGroups count={count} kept={choice.kept} onChange={(kept) => choose({ kept })} />
      {count > 1 && <ChooseSwap count={count} choice={choice} onChange={choose} />}
      <p>
        <strong>{formatNumber(neurons.length)}</strong> of {countOf(layer.width, 'neuron')}
        {layer.classes !== null &&
          `; ${formatNumber(readout(neurons.length))} parameters of the readout instead of ${formatNumber(readout(layer.width))}`}
        {into(neurons.length) !== null &&
          `, ${formatNumber(into(neurons.length))} into the layer instead of ${formatNumber(into(layer.width))}`}
        .
      </p>
      {obstacle ? (
        <p className="problem">{obstacle}</p>
      ) : (
        <AskFor owner={owner} refetch={refetch} input={input}>
          Measure {describeKept(input.options, count)}
        </AskFor>
      )}
      <ExportNeurons
        what="the kept neurons"
        name="kept-neurons"
        neurons={neurons}
        content={{
          inputHash: layer.inputHash,
          seed,
          groupSize: size,
          groups: choice.kept,
          swap: choice.swap,
          readout: choice.readout,
          neurons,
        }}
      />
      <KeptTable rows={rows} total={layer.kept.totalCount} read={layer.kept.nodes.length} into={into} />
      <RandomGroups owner={owner} layer={layer} partition={partition} refetch={refetch} />
    </section>
  )
}
