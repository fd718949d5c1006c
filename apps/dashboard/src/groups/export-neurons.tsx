'use client'
import { download, toCsv } from '../export/download.ts'
import { writeIntegers } from '../export/write-npy.ts'

interface ExportNeuronsProps {
  /** Description of the neurons, as "the kept neurons". */
  readonly what: string
  /** Name of the files, without extension. */
  readonly name: string
  /** Indices of the neurons in the layer, counted from 0: a list, or one for each group. */
  readonly neurons: readonly number[] | readonly (readonly number[])[]
  /** Content of the JSON file: it tells which neurons of which layer they are. */
  readonly content: Readonly<Record<string, unknown>>
}

/** Indices of neurons to download. */
export function ExportNeurons({ what, name, neurons, content }: ExportNeuronsProps) {
  const isGrouped = isList(neurons)
  const rows = isGrouped
    ? neurons.flatMap((group, g) => group.map((neuron) => [g + 1, neuron]))
    : neurons.map((neuron) => [neuron])
  const flat = rows.map((row) => row.at(-1)!)
  // Groups of a partition are all of one size.
  const shape = isGrouped ? [neurons.length, neurons[0]?.length ?? 0] : [neurons.length]
  const files = [
    ['CSV', 'csv', () => toCsv([...(isGrouped ? ['group'] : []), 'neuron'], rows)],
    ['JSON', 'json', () => new Blob([`${JSON.stringify(content, null, 1)}\n`], { type: 'application/json' })],
    ['NPY', 'npy', () => new Blob([writeIntegers(flat, shape)])],
  ] as const
  return (
    <p className="actions">
      <span>Files of {what}</span>
      {files.map(([form, ending, make]) => (
        <button
          key={form}
          type="button"
          disabled={rows.length === 0}
          onClick={() => download(`${name}.${ending}`, make())}
        >
          {form}
          <span className="hidden"> of {what}</span>
        </button>
      ))}
      <span className="quiet">
        Neurons are counted from 0{isGrouped && ', groups from 1'}; the .npy is of int64
        {isGrouped && ', a row for each group'}.
      </span>
    </p>
  )
}

function isList(neurons: ExportNeuronsProps['neurons']): neurons is readonly (readonly number[])[] {
  return typeof neurons[0] === 'object'
}
