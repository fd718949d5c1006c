import { betweenChunks } from '../comparison/between-chunks.ts'
import { comparisons } from '../comparison/comparisons.ts'
import { dimensionScales } from '../dimension/dimension-scales.ts'
import { intrinsicDimension } from '../dimension/intrinsic-dimension.ts'
import { loadAdditionalMeasures } from './additional-measures.ts'
import { chunkError } from './chunk-error.ts'
import { chunkToChunk } from './chunk-to-chunk.ts'
import { criticalWidth } from './critical-width.ts'
import { decayLaw } from './decay-law.ts'
import { groups } from './groups.ts'
import { keptGroups } from './kept-groups.ts'
import type { Measure } from './measure.ts'
import { reconstruction } from './reconstruction.ts'
import { residualCorrelation } from './residual-correlation.ts'
import { residualPairs } from './residual-pairs.ts'

/** Measures of Mitoscope, in the order in which results are shown. A new measure is a file and a line here. */
const own: readonly Measure[] = [
  chunkError,
  reconstruction,
  residualCorrelation,
  criticalWidth,
  decayLaw,
  chunkToChunk,
  groups,
  keptGroups,
  residualPairs,
  intrinsicDimension,
  dimensionScales,
  ...comparisons.map(betweenChunks),
]

/** Every measure: those of Mitoscope, then those of the module that MITOSCOPE_MEASURES names. */
export const measures: readonly Measure[] = [...own, ...(await loadAdditionalMeasures(undefined, own))]
