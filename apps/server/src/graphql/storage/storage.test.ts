import type { Lab } from '@mitoscope/lab'
import { openTestLab, putRepresentation } from '@mitoscope/lab/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../testing/ask.ts'

let lab: Lab
beforeAll(async () => void (lab = await openTestLab()))
afterAll(() => lab.close())

test('what projects store is counted in one statement for all of them', async () => {
  for (const bytes of [300, 20]) {
    await putRepresentation(lab, { name: 'a.npz', bytes: new Uint8Array(bytes) }, { width: 8 })
  }
  const asked = (fields: string) => ask(lab, `{ projects { nodes { name ${fields} } } }`)
  const { data, errors, statements } = await asked('storedBytes storedFiles')
  expect(errors).toEqual([])
  const bytes = data.projects.nodes.map(({ storedBytes }: { storedBytes: number }) => storedBytes)
  expect(bytes.toSorted()).toEqual([20, 300])
  expect(data.projects.nodes[0].storedFiles).toBe(1)
  expect(statements).toBe((await asked('')).statements + 1)
  expect((await ask(lab, '{ storage { bytes files } }')).data.storage).toEqual({ bytes: 320, files: 2 })
})

test('a server tells what it stands on, and no secret', async () => {
  const { data } = await ask(lab, '{ server { version database databaseSchema files node startedAt } }')
  expect(data.server).toEqual({
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    database: lab.database.engine.toUpperCase(),
    databaseSchema: expect.stringMatching(/^\d{4}-\w+/),
    files: 'FOLDER',
    node: process.versions.node,
    startedAt: expect.any(String),
  })
  expect(new Date(data.server.startedAt).getTime()).toBeLessThan(Date.now())
  expect(JSON.stringify(data)).not.toContain(lab.folder)
})
