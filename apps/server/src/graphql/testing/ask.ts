import { localActor, type Actor, type Lab } from '@mitoscope/lab'
import { graphql, type GraphQLSchema } from 'graphql'
import { buildSchema } from '../build-schema.ts'

let schema: Promise<GraphQLSchema> | undefined

export interface Asked {
  readonly data: Record<string, any>
  readonly errors: readonly string[]
  /** Number of SQL statements that the answer took. */
  readonly statements: number
}

/** Executes an operation without a transport, as the local actor or another. */
export async function ask(
  lab: Lab,
  source: string,
  variableValues: Record<string, unknown> = {},
  actor: Actor = localActor,
): Promise<Asked> {
  let statements = 0
  const db = lab.db.withPlugin({
    transformQuery({ node }) {
      statements++
      return node
    },
    transformResult: async ({ result }) => result,
  })
  const contextValue = { lab: { ...lab, db }, actor }
  const answer = await graphql({
    schema: await (schema ??= buildSchema()),
    source,
    contextValue,
    variableValues,
  })
  return {
    data: JSON.parse(JSON.stringify(answer.data ?? null)),
    errors: (answer.errors ?? []).map(({ message }) => message),
    statements,
  }
}
