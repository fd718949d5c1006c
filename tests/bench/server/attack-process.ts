// Attacks a server as a stranger may, from a process of its own, until it is ended:
// attack-process.ts URL ATTACKERS
import { gzipSync } from 'node:zlib'

const [url, attackers] = process.argv.slice(2)
const many = (count: number, text: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ')
const fragment = (i: number) => `fragment f${i} on Query { ...f${i + 1} ... { ...f${i + 1} } }`
const ask = (query: string) => JSON.stringify({ query })

const attacks: { readonly body: string | Uint8Array<ArrayBuffer>; readonly encoding?: string }[] = [
  { body: ask(`{ ${'a { '.repeat(1_500)} id ${' }'.repeat(1_500)} }`) },
  { body: ask(`{ ${many(1_000, (i) => `alias${i}: __typename`)} }`) },
  { body: ask(`{ ...f0 } ${many(300, fragment)} fragment f300 on Query { __typename }`) },
  { body: ask(`{ node(id: "") { ${many(3_000, () => 'id')} } }`) },
  { body: ask(`query (${many(900, (i) => `$v${i}: Int`)}) { __typename }`) },
  { body: JSON.stringify(Array.from({ length: 1_000 }, () => ({ query: '{ __typename }' }))) },
  { body: ask(`{ nodes(ids: [${many(2_000, (i) => `"${i}"`)}]) { id } }`) },
  { body: ask(`{ runs(first: 1000000) { nodes { analyses(first: 1000000) { nodes { id } } } } }`) },
  { body: ask('{ node(id: "VHJhaW5pbmdSdW46MA") { id } }') },
  { body: ask('a'.repeat(3_000_000)) },
  { body: '['.repeat(1_000_000) },
  { body: `{"query":"{ __typename }","variables":{"a":${'['.repeat(900_000)}${']'.repeat(900_000)}}}` },
  { body: gzipSync('a'.repeat(30_000_000)) as Uint8Array<ArrayBuffer>, encoding: 'gzip' },
]

let sent = 0
const statuses: Record<string, number> = {}
for (let who = 0; who < Number(attackers); who++) void attack(who)
process.on('message', () => process.send!({ sent, statuses }, undefined, {}, () => process.exit(0)))

async function attack(who: number): Promise<void> {
  for (let turn = who; ; turn++) {
    const { body, encoding } = attacks[turn % attacks.length]
    const headers = { 'content-type': 'application/json', ...(encoding && { 'content-encoding': encoding }) }
    try {
      const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body })
      await response.text()
      statuses[response.status] = (statuses[response.status] ?? 0) + 1
    } catch {
      // A server that does not read what is too large ends the connection.
      statuses.cut = (statuses.cut ?? 0) + 1
    }
    sent++
  }
}
