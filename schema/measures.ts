// Written by "npm run schema".

/** Names of the measures that pages need, by the role that each plays in the catalogue. */
export const measureOf = {
  CHUNK_ERROR: 'chunk-error',
  RECONSTRUCTION: 'reconstruction',
  CRITICAL_SIZE: 'critical-width',
  PARTITION: 'groups',
  SELECTION: 'kept-groups',
  NEURON_PAIRS: 'residual-pairs',
} as const
