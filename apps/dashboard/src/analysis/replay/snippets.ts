import { mitoscope, quoteWord } from '../../format/commands.ts'
import { toFileName } from '../../export/download.ts'
import type { Analysis } from '../analysis.ts'

type Asked = Pick<Analysis, 'id' | 'measure' | 'options' | 'seed' | 'sizes' | 'representation'>

/** Returns the input with which startAnalysis asks the same question again. */
export function toStartInput({ measure, options, seed, sizes, representation }: Asked) {
  const more = extraSizes(sizes, representation.width)
  return {
    measure,
    representationId: representation.id,
    options: Object.fromEntries(givenOptions(options)),
    seed,
    ...(more.length > 0 && { sizes: more }),
  }
}

/** The operation that reads the result, to be sent to any server that has it. */
export function writeQuery({ id }: Pick<Asked, 'id'>): string {
  return `query {
  analysis(id: ${JSON.stringify(id)}) {
    measure
    options
    seed
    state
    scalars { name title value low high }
    provenance { inputHash backend device precision resolution draws seed }
    arrays { name shape columns npyUrl csvUrl }
    resultUrl
    result {
      __typename
      ... on CurvesResult { sizes curves { name title n mean low high std } floors { name values } }
      ... on MatrixResult { size step labels values pairs { a b value p } }
      ... on PartitionResult { compared between groups { neurons r2 testError trainError } }
      ... on FitResult { verdict parameters { name value low high } points { x y used } line { x y } }
      ... on ScalarsResult { scalars { name value low high } }
    }
  }
}`
}

/** The operation that asks the question: answered from store, or computed where it has not been asked. */
export function writeMutation(asked: Asked): string {
  const input = toStartInput(asked)
  return `mutation {
  startAnalysis(
    input: ${writeLiteral(input)}
  ) {
    analysis { id state }
  }
}`
}

/** The commands that fetch the input and compute the same of it, without the server. */
export function writeCommand(asked: Asked, origin: string): string {
  const { measure, options, seed, sizes, representation } = asked
  const { fileName, width, downloadUrl } = representation
  const more = extraSizes(sizes, width)
  const given = givenOptions(options)
  // As it is called here, and as every system can call it there.
  const file = quoteWord(toFileName(fileName))
  const parts = [
    `${mitoscope} analyze ${file} --measure ${quoteWord(measure)}`,
    ...(given.length > 0
      ? [
          `--option ${given.map(([name, value]) => quoteWord(`${measure}.${name}=${String(value)}`)).join(' ')}`,
        ]
      : []),
    `--seed ${seed}`,
    ...(more.length > 0 ? [`--sizes ${more.join()}`] : []),
    '--json',
  ]
  return `curl -fsS -o ${file} ${quoteWord(origin + downloadUrl)} && \\\n${parts.join(' \\\n  ')}`
}

/** Sizes besides the halvings of the width, which are there without asking. */
export function extraSizes(sizes: readonly number[], width: number): number[] {
  const halvings = new Set<number>()
  for (let size = width; size >= 1; size = Math.floor(size / 2)) halvings.add(size)
  return sizes.filter((size) => !halvings.has(size))
}

/** Options that have a value; the others stand for being left out. */
function givenOptions(options: unknown): [string, unknown][] {
  return Object.entries(options as Record<string, unknown>).filter(([, value]) => value !== null)
}

/** A value as GraphQL writes it: keys bare. */
function writeLiteral(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(writeLiteral).join(', ')}]`
  if (typeof value === 'object' && value !== null)
    return `{ ${Object.entries(value)
      .map(([key, inner]) => `${key}: ${writeLiteral(inner)}`)
      .join(', ')} }`
  return JSON.stringify(value)
}
