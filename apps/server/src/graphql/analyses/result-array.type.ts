import { signUrl, type Actor, type Analysis, type Lab } from '@mitoscope/lab'
import { Ctx, Field, Int, ObjectType } from 'type-graphql'
import type { Context } from '../context.ts'

const urlSeconds = 3600

/** Signs a path under which anyone can read the file for one hour, as long as the actor may read it. */
export function signArrayUrl(lab: Lab, actor: Actor, analysisId: string, file: string): Promise<string> {
  return signUrl(lab, actor, `/arrays/${analysisId}/${file}`, urlSeconds)
}

@ObjectType({ description: 'Array of a result, complete and exact. Its URLs are valid for one hour.' })
export class ResultArray {
  readonly #analysisId: string
  readonly #array: Analysis['arrays'][number]

  constructor(analysisId: string, array: Analysis['arrays'][number]) {
    this.#analysisId = analysisId
    this.#array = array
  }

  @Field(() => String, { description: 'Name of the array in the result.' })
  name(): string {
    return this.#array.name
  }

  @Field(() => String, { description: 'NumPy name of the element type.' })
  dtype(): string {
    return 'float64'
  }

  @Field(() => [Int], { description: 'Length of the array along each axis; missing values are NaN.' })
  shape(): number[] {
    return this.#array.shape
  }

  @Field(() => [String], {
    nullable: true,
    description: 'Names of the columns if they hold different quantities; null otherwise.',
  })
  columns(): string[] | null {
    return this.#array.columns ?? null
  }

  @Field(() => String, { description: 'Signed URL of the array as .npy on this server.' })
  npyUrl(@Ctx() { lab, actor }: Context): Promise<string> {
    return signArrayUrl(lab, actor, this.#analysisId, `${this.#array.name}.npy`)
  }

  @Field(() => String, { description: 'Signed URL of the array as CSV with a header on this server.' })
  csvUrl(@Ctx() { lab, actor }: Context): Promise<string> {
    return signArrayUrl(lab, actor, this.#analysisId, `${this.#array.name}.csv`)
  }
}
