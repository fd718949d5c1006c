// One measure of each shape, as somebody adds them by MITOSCOPE_MEASURES: small, and with numbers to check by eye.

const scalar = (id, label, value) => ({ id, label, value, low: null, high: null })

const toy = (shape, title, result, more = {}) => ({
  id: `toy-${shape}`,
  version: 1,
  title,
  summary: `${title}: a measure from outside, of the shape ${shape}.`,
  shape,
  options: [],
  needs: [],
  async run(context, options) {
    const { width } = context.representation
    return {
      result: { shape, ...result(width, options, context) },
      precision: 'float64',
      resolution: 2 ** -53,
      draws: 2,
      warnings: [],
    }
  },
  ...more,
})

const factor = {
  kind: 'number',
  name: 'factor',
  description: 'Factor of the gain.',
  minimum: 0,
  maximum: 100,
  default: 1,
}

/** Mean, spread and draws of a curve that rises with the size, by 0 and by `factor` above it in its two draws. */
function gain(sizes, factor) {
  return {
    id: 'toyGain',
    label: 'gain',
    draws: sizes.map((size) => [size, size + factor]),
    mean: sizes.map((size) => size + factor / 2),
    std: sizes.map(() => factor / Math.SQRT2),
    ci95: sizes.map(() => factor),
    n: sizes.map(() => 2),
  }
}

export const measures = [
  toy(
    'curves',
    'Toy gain of chunks',
    (width, { factor }) => ({
      sizes: [1, 2, width],
      curves: [gain([1, 2, width], factor)],
      floors: [{ id: 'toyFloor', label: 'toy floor', values: [0.5, 0.5, 0.5] }],
    }),
    { options: [factor] },
  ),
  toy('matrix', 'Toy matrix of neurons', () => ({
    labels: [3, 1, 2],
    values: [1, 0.5, 0.25, 0.5, 1, 0.125, 0.25, 0.125, 1],
    pairs: [{ a: 3, b: 1, value: 0.5, p: 0.001 }],
    summary: [scalar('toyPairs', 'toy pairs', 1)],
  })),
  toy('partition', 'Toy partition of a layer', (width) => ({
    groups: [
      { neurons: [0, 1], r2: 0.75, testError: 0.25, trainError: null },
      { neurons: [2, width - 1], r2: 0.5, testError: 0.125, trainError: null },
    ],
    between: [null, 0.01, 0.01, null],
    summary: [scalar('toyGroups', 'toy groups', 2)],
  })),
  toy('fit', 'Toy law of chunks', () => ({
    parameters: [{ id: 'toySlope', label: 'toy slope', value: 2, low: 1.5, high: 2.5 }],
    points: [
      { x: 1, y: 2, used: true },
      { x: 2, y: 4, used: true },
      { x: 4, y: 5, used: false },
    ],
    line: [
      { x: 1, y: 2 },
      { x: 2, y: 4 },
      { x: 4, y: 8 },
    ],
    verdict: 'The toy law holds up to 2 neurons.',
  })),
  toy('scalars', 'Toy numbers of a layer', (width) => ({
    scalars: [scalar('toyWidth', 'toy width', width)],
  })),
]
