/** The measures that a sweep's runs are asked for unless somebody chooses: what the paper's figures over widths need. */
export const sweepMeasures: readonly string[] = [
  'critical-width',
  'reconstruction',
  'residual-correlation',
  'chunk-error',
  'decay-law',
]
