'use client'
import { download, toCsv } from '../parts/download.ts'
import { writeNpy } from './write-npy.ts'

interface ExportNeuronsProps {
  /** What the files are called, without their endings. */
  readonly name: string
  readonly neurons: readonly number[]
  /** What tells which neurons of which layer they are; goes into the JSON. */
  readonly facts: Readonly<Record<string, unknown>>
}

/** The indices of the kept neurons to take away, as they stand in the layer, counted from 0. */
export function ExportNeurons({ name, neurons, facts }: ExportNeuronsProps) {
  const json = () =>
    new Blob([`${JSON.stringify({ ...facts, neurons }, null, 1)}\n`], { type: 'application/json' })
  const files = [
    ['CSV', `${name}.csv`, () => toCsv(['neuron'], neurons.map((neuron) => [neuron]))], // prettier-ignore
    ['JSON', `${name}.json`, json],
    ['NumPy', `${name}.npy`, () => new Blob([writeNpy(neurons, [neurons.length])])],
  ] as const
  return (
    <p className="actions">
      <span>The kept neurons as</span>
      {files.map(([form, file, make]) => (
        <button
          key={form}
          type="button"
          disabled={neurons.length === 0}
          onClick={() => download(file, make())}
        >
          {form}
          <span className="hidden"> of the kept neurons</span>
        </button>
      ))}
      <span className="quiet">Neurons are counted from 0; the .npy holds int64.</span>
    </p>
  )
}
