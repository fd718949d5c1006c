import { formatCount } from '../format/format-number.ts'
import { RATE, type PairCalibration } from './calibrate-pairs.ts'
import { percent, table } from './markdown-table.ts'

/** Writes what the test of pairs does on simulated layers as a Markdown page. */
export function writePairCalibration(rows: readonly PairCalibration[]): string {
  const [without, planted] = [rows.filter((row) => row.planted === 0), rows.filter((row) => row.planted > 0)]
  const common = ({ width, signals, rows: of }: PairCalibration) => [width, signals, formatCount(of)]
  const head = ['neurons', 'signals', 'rows']
  return `# Calibration of residual-pairs

The test of pairs that share noise, held against simulated layers X = Z A / √k + noise (\`src/simulation/simulate-layer.ts\`; standard
deviation of the noise 0.5, of each neuron's signal about 1). Written by \`npm run soak -- --only calibration\`; \`npm test\` asserts the same
on fewer layers. Nominal rate of false discoveries: ${percent(RATE, 0)}.

## Independent noise

Share of layers in which any pair is called.

${table(
  [...head, 'layers', 'layers with a pair called', 'signals counted'],
  without.map((row) => [...common(row), row.layers, percent(row.called), row.factors.toFixed(1)]),
)}

## Planted pairs

Share of the planted pairs that are called, and mean share of false ones among the called. Forty signals among 64 neurons are nearly
as many as can be told from noise at all: pairs are then taken for signals, and the measure warns of it where it is certain.

${table(
  [...head, 'layers', 'pairs', 'correlation', 'found', 'false'],
  planted.map((row) => [...common(row), row.layers, row.planted, row.correlation, percent(row.power), percent(row.falseShare)]),
)}
`
} // prettier-ignore
