// Writes documents.ts from schema.graphql and documents/: what the dashboard asks, with its types. `npm run schema` calls it.
import { readdirSync, readFileSync } from 'node:fs'
import { codegen } from '@graphql-codegen/core'
import * as typedDocumentNode from '@graphql-codegen/typed-document-node'
import * as typescriptOperations from '@graphql-codegen/typescript-operations'
import { buildSchema, parse, printSchema } from 'graphql'

const place = (path) => new URL(`../${path}`, import.meta.url)

/** The text of documents.ts. */
export async function generateDocuments() {
  const schema = buildSchema(readFileSync(place('schema.graphql'), 'utf8'))
  const names = readdirSync(place('documents/')).filter((name) => name.endsWith('.graphql'))
  const documents = names.toSorted().map((name) => ({
    location: name,
    document: parse(readFileSync(place(`documents/${name}`), 'utf8')),
  }))
  const text = await codegen({
    filename: 'documents.ts',
    schema: parse(printSchema(schema)),
    documents,
    plugins: [{ typescriptOperations: {} }, { typedDocumentNode: {} }],
    pluginMap: { typescriptOperations, typedDocumentNode },
    config: {
      onlyOperationTypes: true,
      enumsAsTypes: true,
      useTypeImports: true,
      avoidOptionals: false,
      skipTypename: true,
      scalars: {
        DateTime: 'string',
        SafeInt: 'number',
        JSONObject: '{ readonly [key: string]: unknown }',
      },
    },
  })
  return `// Written by "npm run schema".\n${text}`
}
