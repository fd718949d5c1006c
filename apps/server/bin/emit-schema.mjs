// `npm run schema` writes schema/schema.graphql, schema/catalogue.ts and, from the schema, schema/documents.ts; with -- --release also what the next changes are compared with.
import { copyFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { register } from 'tsx/esm/api'
import { ensureNode } from '../../cli/bin/ensure-node.mjs'

await ensureNode()
const root = new URL('../../../', import.meta.url)
const place = (file) => fileURLToPath(new URL(file, root))
register({ tsconfig: place('.tsconfig.json') })
const { emitSchema } = await import('../src/emit-schema.ts')
const { emitCatalogue } = await import('../src/emit-catalogue.ts')
writeFileSync(place('schema/schema.graphql'), await emitSchema())
writeFileSync(place('schema/catalogue.ts'), emitCatalogue())
if (process.argv.includes('--release'))
  copyFileSync(place('schema/schema.graphql'), place('schema/released.graphql'))
// After the schema: it is made from it.
const { generateDocuments } = await import('@mitoscope/schema/generate')
writeFileSync(place('schema/documents.ts'), await generateDocuments())
