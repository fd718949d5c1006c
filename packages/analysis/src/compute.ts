/** The door of computations: runs measures on a representation, by a backend. */
export { analyze, listMeasures, type AnalyzeOptions, type MeasureRequest } from './measures/analyze.ts'
export {
  compareRepresentations,
  type CompareOptions,
  type PairAnalysis,
} from './comparison/compare-representations.ts'
export { openRepresentation } from './representation/open-representation.ts'
export { analyzeEpoch, analyzeRun, type AnalyzeRunOptions, type RunFacts } from './sweep/analyze-run.ts'
export { computeLogits } from './sweep/logits/compute-logits.ts'
export { computeChunkValues } from './sweep/logits/compute-chunk-values.ts'
