import { lexicographicSortSchema, printSchema } from 'graphql'
import { buildSchema } from './graphql/build-schema.ts'

/** Prints the schema as text (schema/schema.graphql), in an order independent of the code's. */
export async function emitSchema(): Promise<string> {
  const sdl = printSchema(lexicographicSortSchema(await buildSchema()))
  return `# Written by "npm run schema".\n\n${sdl}\n`
}
