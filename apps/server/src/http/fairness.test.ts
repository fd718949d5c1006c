import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { localActor, logMetrics, type Lab } from '@mitoscope/lab'
import { makeRun, openTestLab } from '@mitoscope/lab/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type RunningServer } from '../start-server.ts'

const runs = 100
const names = ['a', 'b', 'c', 'd']
const steps = Array.from({ length: 1_000 }, (_, i) => i)

let lab: Lab
let server: RunningServer
beforeAll(async () => {
  lab = await openTestLab()
  const values = steps.map((step) => Math.sin(step))
  const { runId, projectId } = await makeRun(lab)
  const runIds = [runId]
  while (runIds.length < runs) runIds.push((await makeRun(lab, projectId)).runId)
  for (const id of runIds) {
    await logMetrics(lab, localActor, [{ runId: id, series: names.map((name) => ({ name, steps, values })) }])
  }
  // So long that no limit makes way in the place of fairness.
  server = await startServer(lab, { port: 0, timeLimit: 250_000, unreadLimit: 600_000 })
})
afterAll(async () => {
  await server?.close()
  await lab?.close()
})

async function ask(query: string): Promise<any> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  return response.json()
}

const monster =
  '{ runs { nodes { id } } all: runs(first: 200) { nodes { metrics { name values { steps values } } } } }'

test('others are answered while several read every point of many runs', async () => {
  const began = performance.now()
  let working = 4
  const monsters = Array.from({ length: working }, () => ask(monster).finally(() => working--))
  const times: number[] = []
  while (working > 0) {
    const from = performance.now()
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
    expect((await ask('{ projects(first: 1) { nodes { id } } }')).data.projects.nodes).toHaveLength(1)
    if (working > 0) times.push(performance.now() - from)
    await sleep(5)
  }
  const took = performance.now() - began
  for (const { data, errors } of await Promise.all(monsters)) {
    expect(errors).toBeUndefined()
    const { nodes } = data.all
    expect(nodes).toHaveLength(runs)
    expect(nodes[runs - 1].metrics.map(({ name }: { name: string }) => name)).toEqual(names)
    expect(nodes[0].metrics[3].values.steps).toEqual(steps)
    expect(nodes[0].metrics[3].values.values[999]).toBe(Math.sin(999))
  }
  // Without turns somebody waits for nearly all of it.
  expect(Math.max(...times)).toBeLessThan(took / 2)
})

test('who does not take an answer does not keep others from asking', async () => {
  const body = JSON.stringify({ query: monster })
  const head = ['POST /graphql HTTP/1.1', 'Host: 127.0.0.1', 'Content-Type: application/json', `Content-Length: ${body.length}`] // prettier-ignore
  const silent = Array.from({ length: 3 }, () => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1').pause()
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
    return socket
  })
  expect((await ask(monster)).data.all.nodes).toHaveLength(runs)
  for (const socket of silent) expect(socket.destroyed).toBe(false)
  for (const socket of silent) socket.destroy()
})

test('what nobody waits for any more is not gone on with', async () => {
  const controller = new AbortController()
  const left = Array.from({ length: 6 }, () =>
    fetch(`${server.url}/graphql?query=${encodeURIComponent(monster)}`, {
      headers: { 'apollo-require-preflight': '1' },
      signal: controller.signal,
    }).catch(() => 'left'),
  )
  await sleep(100)
  controller.abort()
  expect(await Promise.all(left)).toEqual(Array(6).fill('left'))
  // Those that waited in line have made way.
  expect((await ask(monster)).data.all.nodes).toHaveLength(runs)
})
