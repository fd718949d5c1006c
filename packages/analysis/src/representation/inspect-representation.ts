import type { ByteSource, RowStream } from '@mitoscope/formats'
import { findTensors } from './find-tensors.ts'
import { openRepresentation } from './open-representation.ts'
import type { Representation, Site, Warning } from './representation.ts'

/** Facts about a representation's file that was read to its end and is valid. */
export interface RepresentationFacts {
  readonly format: string
  readonly width: number
  /** Layer that the file names; undefined if it names none. */
  readonly site?: Site
  readonly testRows: number
  readonly trainRows: number | undefined
  /**
   * Number of classes: rows of the readout, otherwise the largest label plus one; undefined if there is
   * neither.
   */
  readonly classes: number | undefined
  readonly tensors: readonly {
    readonly name: string
    readonly dtype: string
    readonly shape: readonly number[]
  }[]
  readonly inputHash: string
  readonly warnings: readonly Warning[]
}

const rowsAtOnce = 4096

/**
 * Reads a file to its end and checks headers, shapes, labels, checksums, and that every value is finite.
 * Rejects with BadInput if any of these is wrong.
 */
export async function inspectRepresentation(source: ByteSource): Promise<RepresentationFacts> {
  const representation = await openRepresentation([source])
  const { width, site, test, train, inputHash, warnings } = representation
  await readThrough(test.features)
  if (train) await readThrough(train.features)
  const { tensors, formats } = await findTensors([source])
  return {
    format: formats.get(source.name) ?? source.name,
    width,
    ...(site && { site }),
    testRows: test.features.rows,
    trainRows: train?.features.rows,
    classes: countClasses(representation),
    tensors: [...tensors.values()].map(({ name, dtype, shape }) => ({ name, dtype, shape })),
    inputHash,
    warnings,
  }
}

async function readThrough(features: RowStream): Promise<void> {
  for await (const _ of features.blocks(rowsAtOnce));
}

function countClasses({ readout, test, train }: Representation): number | undefined {
  if (readout) return readout.classes
  const labels = [test.labels, train?.labels].filter((split) => split !== undefined)
  if (labels.length === 0) return undefined
  return 1 + labels.reduce((most, split) => split.reduce((a, b) => Math.max(a, b), most), 0)
}
