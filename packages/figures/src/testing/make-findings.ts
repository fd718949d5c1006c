import type { FindingInput, FindingLineInput } from '../input/sweep-input.ts'

/**
 * Returns findings of a sweep at weight decay 0.002, for every kind of axis, with and without intervals, marks and
 * tests.
 */
export function makeFindings(): FindingInput[] {
  const widths = [64, 256, 1024]
  const lines = (xs: readonly number[], of: (x: number, width: number) => number): FindingLineInput[] =>
    widths.map((width) => ({
      id: `width-${width}`,
      label: `W = ${width}`,
      points: xs.map((x, i) => {
        const y = of(x, width)
        return { x, y, low: i === 0 ? null : 0.95 * y, high: i === 0 ? null : 1.05 * y, n: 3 }
      }),
    }))
  const shared = { weightDecay: 0.002, interval: '95 % interval over seeds', marks: [], tests: [] }
  const gap = [
    { x: 64, y: 0.002, low: -0.001, high: 0.005, n: 2 },
    { x: 256, y: -0.001, low: null, high: null, n: 1 },
  ]
  return [
    {
      ...shared,
      id: 'ensembles',
      title: 'Error of several networks together, against their number',
      x: { label: 'networks together, k', scale: 'log' },
      y: { label: 'test error of the summed logits', scale: 'log' },
      lines: lines([1, 2, 3], (k, width) => 0.03 + 0.4 / width / k),
      tests: [
        {
          label: '4 networks of 64 neurons against one of 256',
          difference: { id: 'd', label: 'd', value: -0.002, low: -0.004, high: 0.001 },
          p: 0.21,
          test: 'McNemar, exact, over test inputs',
          n: 10_000,
        },
      ],
      sentence: 'Three networks err less together.',
    },
    {
      ...shared,
      id: 'chunks-against-networks',
      title: 'Chunks of the widest layer, or whole networks of their size',
      x: { label: 'chunk size', scale: 'LOG' },
      y: { label: 'error of chunks − error of networks', scale: 'LINEAR' },
      lines: [{ id: 'gap', label: 'gap', points: gap }],
      marks: [{ label: 'w*', x: 53, line: null }],
      sentence: 'No difference can be told.',
    },
    {
      ...shared,
      id: 'dynamics',
      title: 'Number of groups over the training',
      x: { label: 'epoch', scale: 'epoch' },
      y: { label: 'groups W / w*', scale: 'log' },
      lines: lines([0, 1, 2, 5, 10, 20, 40], (epoch, width) => 1 + (epoch * width) / 2000),
      marks: widths.map((width, i) => ({
        label: `interpolation, W = ${width}`,
        x: 12 - i,
        line: `width-${width}`,
      })),
      sentence: 'The layer splits into groups after interpolation.',
    },
  ]
}
