import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Lab } from '@mitoscope/lab'
import { openTestLab } from '@mitoscope/lab/testing'
import { startServer, type RunningServer } from '@mitoscope/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../faults/api.ts'
import { runMitoscope } from './run-mitoscope.ts'

const nasty = fileURLToPath(new URL('../../packages/formats/src/trackers/nasty/', import.meta.url))
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

interface Logged {
  readonly name?: string
  readonly absent?: true
  readonly metrics?: Readonly<Record<string, readonly (readonly [number, number | null])[]>>
}

const query = '{ runs(first: 100) { nodes { name config metrics { name points } } } }'

test('what breaks careless readers is imported whole, and again nothing is added', async () => {
  const args = ['import', nasty, '--project', 'nasty', '--width', '7', '--server', server.url]
  const first = await runMitoscope(args)
  const tools = JSON.parse(readFileSync(`${nasty}/expected.json`, 'utf8')) as Record<string, Logged[]>
  const logged = Object.values(tools).flatMap((runs) => runs.filter(({ absent }) => !absent))
  expect([first.code, first.stdout.trim().split('\n').length]).toEqual([0, logged.length])
  const { runs } = await ask(server.url, query)
  const made = (
    runs as { nodes: { name: string; config: object; metrics: { name: string; points: number }[] }[] }
  ).nodes
  const countsOf = (name: string, metrics: readonly (readonly [string, number])[]) =>
    JSON.stringify([
      name,
      metrics.filter(([, points]) => points > 0).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ])
  const stored = made.map(({ name, metrics }) =>
    countsOf(
      name,
      metrics.map((own) => [own.name, own.points]),
    ),
  )
  for (const { name, metrics } of logged) {
    if (!name || !metrics) continue
    // Negative steps have no place, and are counted by the command.
    const points = Object.entries(metrics).map(
      ([own, all]) => [own, all.filter(([step]) => step >= 0).length] as const,
    )
    expect(stored).toContain(countsOf(name, points))
  }
  expect(made.find(({ name }) => name === 'résumé / №1')?.config).toMatchObject({
    größe: 'ø—≤',
    big: '1152921504606846977',
    optim: { betas: [0.9, 0.999], schedule: { steps: [10, 20], warmup: null } },
  })
  const again = await runMitoscope(args)
  for (const line of again.stdout.trim().split('\n'))
    expect(line).toMatch(/\(imported before\): 0 points added/)
  expect(again.code).toBe(0)
})
