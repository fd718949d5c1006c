import { readdirSync } from 'node:fs'
import type { Cases } from './case.ts'

const folder = new URL('cases/', import.meta.url)
const files = readdirSync(folder).filter((file) => file.endsWith('.ts'))
const read: Required<Cases> = { queries: {}, mutations: {}, subscriptions: {} }
for (const file of files) {
  const { cases } = (await import(new URL(file, folder).href)) as { readonly cases: Cases }
  for (const root of ['queries', 'mutations', 'subscriptions'] as const)
    for (const [field, entry] of Object.entries(cases[root] ?? {})) {
      if (Object.hasOwn(read[root], field)) throw new Error(`${file}: ${field} has a case already`)
      Object.assign(read[root], { [field]: entry })
    }
}

/** Cases of all files in cases/, by field. */
export const { queries, mutations, subscriptions } = read
