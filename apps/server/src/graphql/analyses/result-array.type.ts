import { signUrl, type Actor, type Analysis, type Lab } from '@mitoscope/lab'
import { Ctx, Field, Int, ObjectType } from 'type-graphql'
import type { Context } from '../context.ts'

const seconds = 3600

/** A path that whoever gets it may read for an hour, as long as the actor may. */
export function signArrayUrl(lab: Lab, actor: Actor, analysisId: string, file: string): Promise<string> {
  return signUrl(lab, actor, `/arrays/${analysisId}/${file}`, seconds)
}

@ObjectType({ description: 'An array of a result, whole and exact. Its URLs are good for an hour.' })
export class ResultArray {
  readonly #analysisId: string
  readonly #array: Analysis['arrays'][number]

  constructor(analysisId: string, array: Analysis['arrays'][number]) {
    this.#analysisId = analysisId
    this.#array = array
  }

  @Field(() => String, { description: 'Its name among the arrays of the result.' })
  name(): string {
    return this.#array.name
  }

  @Field(() => String, { description: 'Type of its numbers, as NumPy names it.' })
  dtype(): string {
    return 'float64'
  }

  @Field(() => [Int], { description: 'Its shape; what is missing in a row is NaN.' })
  shape(): number[] {
    return this.#array.shape
  }

  @Field(() => [String], {
    nullable: true,
    description: 'What its columns are, where each is something else.',
  })
  columns(): string[] | null {
    return this.#array.columns ?? null
  }

  @Field(() => String, { description: 'Where to get it as .npy, from this server.' })
  npyUrl(@Ctx() { lab, actor }: Context): Promise<string> {
    return signArrayUrl(lab, actor, this.#analysisId, `${this.#array.name}.npy`)
  }

  @Field(() => String, { description: 'Where to get it as CSV with a header, from this server.' })
  csvUrl(@Ctx() { lab, actor }: Context): Promise<string> {
    return signArrayUrl(lab, actor, this.#analysisId, `${this.#array.name}.csv`)
  }
}
