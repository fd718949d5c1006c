import type { Lab } from '@mitoscope/lab'
import { openTestLab } from '@mitoscope/lab/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type RunningServer } from './start-server.ts'

let lab: Lab
let server: RunningServer
beforeAll(async () => {
  lab = await openTestLab()
  server = await startServer(lab, { port: 0 })
})
afterAll(async () => {
  await server.close()
  await lab.close()
})

async function ask(query: string, variables: object = {}) {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  })
  return (await response.json()) as { data: Record<string, any>; errors?: { message: string }[] }
}

test('a project is made, listed and read by its id', async () => {
  const made = await ask(
    'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id name } } }',
    { input: { name: 'vision' } },
  )
  const { project } = made.data.createProject
  expect((await ask('{ projects { nodes { id name } } }')).data.projects.nodes).toEqual([project])
  const again = await ask('query ($id: ID!) { node(id: $id) { id ... on Project { name } } }', {
    id: project.id,
  })
  expect(again.data.node).toEqual(project)
})
