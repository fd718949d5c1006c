/** Quantities of networks of one width, each measured on the same test inputs with several seeds. */
export interface CrossedValues {
  /** Values by quantity and seed, [quantity][seed], each one value per test input, [rows]. */
  readonly values: readonly (readonly ArrayLike<number>[])[]
}

/** Variance of a combination of quantities. */
export interface CrossedVariance {
  readonly variance: number
  /** Degrees of freedom by Satterthwaite's formula. */
  readonly freedom: number
}

/** Means of quantities over seeds and test inputs, with the variance of any combination of them. */
export interface CrossedMeans {
  readonly means: readonly number[]
  /** Number of test inputs. */
  readonly rows: number
  /** Smallest number of seeds behind a quantity. */
  readonly seeds: number
  /** Returns the variance of Σ weightᵢ · meanᵢ over seeds and test inputs; null if a quantity has one seed. */
  readonly varianceOf: (weights: readonly number[]) => CrossedVariance | null
}

/** Covariances within the quantities of one block. */
interface Block {
  readonly first: number
  readonly seeds: number
  /** Covariance of the means over seeds, [quantity][quantity]. */
  readonly ofSeeds: readonly (readonly number[])[]
  /** Share of it, and of that of the inputs, that is of single inputs of single seeds. */
  readonly ofBoth: readonly (readonly number[])[]
}

/**
 * Returns means and variances of quantities that are crossed: all are measured on the same test inputs, those of a block
 * with the same seeds, and blocks with different seeds. The variance is that of inputs plus that of seeds minus their
 * interaction, which both contain (two-way clustering: Cameron, Gelbach and Miller, J. Bus. Econ. Stat. 29, 2011), and
 * at least the larger of the two. It is what resampling inputs and seeds together tends to, without its bias for few seeds.
 */
export function crossMeans(blocks: readonly CrossedValues[]): CrossedMeans {
  const rows = blocks[0].values[0][0].length
  const perInput: Float64Array[] = []
  const all: Block[] = []
  for (const { values } of blocks) {
    all.push(measureBlock(values, perInput.length, rows))
    perInput.push(...values.map((seeds) => averageOver(seeds, rows)))
  }
  const means = perInput.map(meanOf)
  const ofInputs = covariance(perInput, means).map((row) => row.map((value) => value / rows))
  return {
    means,
    rows,
    seeds: Math.min(...all.map(({ seeds }) => seeds)),
    varianceOf(weights) {
      const inputs = quadratic(ofInputs, weights)
      let [seeds, both, spread] = [0, 0, 0]
      for (const block of all) {
        const own = weights.slice(block.first, block.first + block.ofSeeds.length)
        if (own.every((weight) => weight === 0)) continue
        if (block.seeds < 2) return null
        const variance = quadratic(block.ofSeeds, own)
        seeds += variance
        both += quadratic(block.ofBoth, own)
        spread += variance ** 2 / (block.seeds - 1)
      }
      const variance = Math.max(inputs + seeds - both, inputs, seeds)
      return { variance, freedom: variance ** 2 / (spread + inputs ** 2 / (rows - 1)) }
    },
  }
}

function measureBlock(values: CrossedValues['values'], first: number, rows: number): Block {
  const seeds = values[0].length
  if (seeds < 2) return { first, seeds, ofSeeds: values.map(() => []), ofBoth: values.map(() => []) }
  const bySeed = values.map((own) => own.map(meanOf))
  const ofSeeds = covariance(bySeed, bySeed.map(meanOf)).map((row) => row.map((value) => value / seeds))
  const averages = values.map((own) => averageOver(own, rows))
  const grand = averages.map(meanOf)
  const ofBoth = values.map(() => values.map(() => 0))
  const residual = new Float64Array(values.length)
  for (let seed = 0; seed < seeds; seed++)
    for (let n = 0; n < rows; n++) {
      for (let i = 0; i < residual.length; i++)
        residual[i] = values[i][seed][n] - averages[i][n] - bySeed[i][seed] + grand[i]
      for (let i = 0; i < residual.length; i++)
        for (let j = 0; j <= i; j++) ofBoth[i][j] += residual[i] * residual[j]
    }
  const count = (seeds - 1) * (rows - 1) * rows * seeds
  for (let i = 0; i < residual.length; i++)
    for (let j = 0; j <= i; j++) ofBoth[i][j] = ofBoth[j][i] = ofBoth[i][j] / count
  return { first, seeds, ofSeeds, ofBoth }
}

function covariance(columns: readonly ArrayLike<number>[], means: readonly number[]): number[][] {
  const rows = columns[0].length
  return columns.map((a, i) =>
    columns.map((b, j) => {
      let sum = 0
      for (let n = 0; n < rows; n++) sum += (a[n] - means[i]) * (b[n] - means[j])
      return sum / (rows - 1)
    }),
  )
}

function quadratic(matrix: readonly (readonly number[])[], weights: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < matrix.length; i++)
    for (let j = 0; j < matrix.length; j++) sum += weights[i] * weights[j] * matrix[i][j]
  return Math.max(0, sum)
}

function averageOver(seeds: readonly ArrayLike<number>[], rows: number): Float64Array {
  const average = new Float64Array(rows)
  for (const seed of seeds) for (let n = 0; n < rows; n++) average[n] += seed[n] / seeds.length
  return average
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let n = 0; n < values.length; n++) sum += values[n]
  return sum / values.length
}
