/** Measures of a sweep's runs by default, which the paper's figures over widths need. */
export const sweepMeasures: readonly string[] = [
  'critical-width',
  'reconstruction',
  'residual-correlation',
  'chunk-error',
  'decay-law',
]
