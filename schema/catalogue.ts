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

/** Words for the jobs of each kind, and what such a job does to a subject that is not known. */
export const jobWords = {
  REPORT: { one: 'report', many: 'reports', action: 'Report of a sweep' },
  TRAIN: { one: 'training', many: 'trainings', action: 'Train a run' },
  REPRESENT: { one: 'representation', many: 'representations', action: 'Represent a checkpoint' },
  ANALYZE: { one: 'analysis', many: 'analyses', action: 'Measure a run' },
  COMPARE: { one: 'comparison', many: 'comparisons', action: 'Compare two representations' },
} as const

/** Words for the records that can be deleted, and the field of payloads that holds one. */
export const recordWords = {
  PROJECT: { one: 'project', many: 'projects', field: 'project' },
  MODEL: { one: 'model', many: 'models', field: 'model' },
  SWEEP: { one: 'sweep', many: 'sweeps', field: 'sweep' },
  RUN: { one: 'run', many: 'runs', field: 'trainingRun' },
  REPRESENTATION: { one: 'representation', many: 'representations', field: 'representation' },
  ANALYSIS: { one: 'analysis', many: 'analyses', field: 'analysis' },
  PAIR_COMPARISON: { one: 'comparison', many: 'comparisons', field: 'pairComparison' },
  CLAIM: { one: 'claim', many: 'claims', field: 'claim' },
} as const
