import type { AnalysisResult, Interval } from '../analysis.ts'
import type { DrawnAnalysis } from '../replay/to-analysis-input.ts'

/** A number with an interval around it. */
function makeScalar(id: string, value: number): Interval {
  return { id, label: id, value, low: value * 0.9, high: value * 1.1 }
}

type Of<Name extends AnalysisResult['__typename']> = Extract<AnalysisResult, { readonly __typename: Name }>

interface Results {
  readonly curves: Of<'CurvesResult'>
  readonly matrix: Of<'MatrixResult'>
  readonly partition: Of<'PartitionResult'>
  readonly fit: Of<'FitResult'>
  readonly scalars: Of<'ScalarsResult'>
}

/** Results of every shape, small enough to check by eye. */
export const results: Results = {
  curves: {
    __typename: 'CurvesResult',
    sizes: [1, 2, 4],
    curves: [
      {
        id: 'testError',
        label: 'test error',
        n: [10, 10, 1],
        mean: [0.5, 0.25, 0.125],
        ci95: [0.02, 0.01, null],
        std: [0.03, 0.02, null],
      },
    ],
    floors: [{ id: 'noiseFloor', label: 'independent residuals', values: [0.1, 0.1, null] }],
  },
  matrix: {
    __typename: 'MatrixResult',
    size: 3,
    step: 1,
    downSampled: false,
    labels: ['7', '2', '5'],
    values: [1, 0.5, 0.1, 0.5, 1, -0.2, 0.1, -0.2, 1],
    pairs: [{ a: 7, b: 2, p: 1e-9, value: 0.5 }],
    summary: [makeScalar('significant', 1)],
  },
  partition: {
    __typename: 'PartitionResult',
    compared: 2,
    between: [null, 0.15, 0.15, null],
    groups: [
      { neurons: [0, 3], r2: 0.99, testError: 0.1, trainError: 0 },
      { neurons: [1, 2], r2: 0.98, testError: 0.2, trainError: null },
      { neurons: [4, 5], r2: 0.97, testError: 0.3, trainError: null },
    ],
    summary: [makeScalar('groups', 3)],
  },
  fit: {
    __typename: 'FitResult',
    verdict: 'It falls as w to the power of −1/2.',
    parameters: [makeScalar('exponent', 0.5)],
    points: [
      { x: 1, y: 0.9, used: false },
      { x: 2, y: 0.5, used: true },
      { x: 4, y: 0.35, used: true },
      { x: 8, y: null, used: null },
    ],
    line: [
      { x: 2, y: 0.5 },
      { x: 4, y: 0.354 },
    ],
  },
  scalars: { __typename: 'ScalarsResult', scalars: [makeScalar('criticalSize', 2.5)] },
}

/** An analysis with this result, of a layer of 8 neurons. */
export function makeAnalysis(measure: string, result: AnalysisResult): DrawnAnalysis {
  return {
    measure,
    options: { draws: 10 },
    seed: 0,
    definition: null,
    provenance: {
      backend: 'wasm',
      device: 'CPU',
      draws: 10,
      inputHash: 'aa',
      kernels: 'wasm',
      precision: 'float64',
      resolution: 1e-16,
      seed: 0,
    },
    result,
    representation: {
      id: 'r',
      fileName: 'w8.safetensors',
      width: 8,
      site: 'last-hidden',
      epoch: null,
      testRows: 10_000,
      trainRows: null,
      downloadUrl: '/representations/r',
      critical: {
        nodes: [
          { id: 'c', seed: 0, options: { threshold: 0.99 }, scalars: [makeScalar('criticalSize', 2.5)] },
        ],
      },
      analyses: { nodes: [] },
    },
  }
}
