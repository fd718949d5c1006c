import { lexicographicSortSchema, printSchema } from 'graphql'
import { buildSchema } from './graphql/build-schema.ts'

/** The schema as text, in an order that does not depend on that of the code: schema/schema.graphql. */
export async function emitSchema(): Promise<string> {
  const sdl = printSchema(lexicographicSortSchema(await buildSchema()))
  return `# Written by "npm run schema".\n\n${sdl}\n`
}
