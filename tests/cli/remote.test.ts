import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { encodeSafetensors } from '@mitoscope/formats'
import type { Lab } from '@mitoscope/lab'
import { openTestLab } from '@mitoscope/lab/testing'
import { startWorker, type Worker } from '@mitoscope/lab/worker'
import { startServer, type RunningServer } from '@mitoscope/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runMitoscope } from './run-mitoscope.ts'

const place = mkdtempSync(join(tmpdir(), 'mitoscope-remote-'))
const archive = fileURLToPath(new URL('../golden/reference/synthetic-w64.npz', import.meta.url))
const run = ['--model', 'synthetic', '--width', '64', '--run-seed', '0']
let lab: Lab
let server: RunningServer
let worker: Worker

beforeAll(async () => {
  lab = await openTestLab()
  server = await startServer(lab, { port: 0 })
  worker = await startWorker(lab, { devices: ['cpu:0'] })
})

afterAll(async () => {
  await worker.stop()
  await server.close()
  await lab.close()
  rmSync(place, { recursive: true, force: true })
})

function mitoscope(...args: string[]) {
  return runMitoscope([...args, '--server', server.url], {
    env: { MITOSCOPE_CONFIG: place, MITOSCOPE_SPOOL: join(place, 'spools') },
  })
}

test('metrics of a file are logged, NaN and all', async () => {
  const file = join(place, 'metrics.jsonl')
  writeFileSync(file, '{"step": 1, "trainLoss": 0.5, "note": "warm"}\n{"step": 2, "trainLoss": NaN}\n')
  const { stdout: said, stderr } = await mitoscope('log', file, ...run)
  expect(said).toMatch(/^2 points logged in run \S+\n$/)
  expect(stderr).toContain('values that are not numbers are left out: "note"')
  const query =
    '{ runs { nodes { name width metric(name: "trainLoss") { last lastFinite points notFinite } } } }'
  const { stdout } = await mitoscope('query', query)
  const [{ width, metric }] = JSON.parse(stdout).data.runs.nodes
  expect({ width, ...metric }).toEqual({ width: 64, last: null, lastFinite: 0.5, points: 2, notFinite: 1 })
})

test('a line that is no metrics names itself', async () => {
  const file = join(place, 'broken.csv')
  writeFileSync(file, 'epoch,loss\n1,0.5\nlast,0.4\n')
  const { code, stderr } = await mitoscope('log', file, ...run)
  expect(code).toBe(2)
  expect(stderr).toContain(
    'broken.csv: 1 line was not logged in full: line 3: "epoch" is "last", which is not a step',
  )
})

test('a file is uploaded, analysed there and answered from store', async () => {
  const uploaded = await mitoscope('upload', archive, ...run)
  expect(uploaded.stdout).toMatch(/^\S+ {2}\S+synthetic-w64\.npz\n$/)
  expect((await mitoscope('upload', archive, ...run)).stdout).toContain('(the server had it)')
  const asked = ['analyze', archive, ...run, '--measure', 'critical-width', '--json']
  const { stdout } = await mitoscope(...asked)
  const [analysis] = JSON.parse(stdout).analyses
  expect(analysis).toMatchObject({ measure: 'critical-width', state: 'FINISHED', failure: null })
  expect(JSON.parse((await mitoscope(...asked)).stdout).analyses[0].id).toBe(analysis.id)
})

test('a layer of another width is uploaded as a site of its own, and analysed and reported there', async () => {
  const wide = ['--model', 'layered', '--width', '128', '--run-seed', '0']
  const refused = await mitoscope('upload', archive, ...wide)
  expect(refused.stderr).toContain('holds 64 neurons, but --width says 128')
  expect(refused.stderr).toContain('--site')
  const block = [...wide, '--site', 'layer4', '--site-kind', 'block', '--site-position', '3']
  expect((await mitoscope('upload', archive, ...block)).code).toBe(0)
  const asked = ['analyze', archive, ...block, '--measure', 'critical-width']
  const { stdout } = await mitoscope(...asked)
  expect(stdout).toMatch(/^critical-width, layer layer4$/m)
  const question = `{ models(first: 1, filter: { name: { eq: "layered" } }) { nodes {
    sites { name kind position widths representationCount }
    widths { width groups { n mean } other: groups(site: "last-hidden") { n } }
    runs(first: 1) { nodes { representations(site: "layer4") { site width analyses(first: 1) { nodes { site scalar(name: "groups") { value } } } } } }
  } } }`
  const answer = await mitoscope('query', question)
  expect(answer.code, answer.stdout).toBe(0)
  const [{ sites, widths, runs }] = JSON.parse(answer.stdout).data.models.nodes
  expect(sites).toEqual([
    { name: 'layer4', kind: 'block', position: 3, widths: [64], representationCount: 1 },
  ])
  const [{ representations }] = runs.nodes
  expect(representations).toMatchObject([{ site: 'layer4', width: 64 }])
  const [{ site, scalar }] = representations[0].analyses.nodes
  expect(site).toBe('layer4')
  expect(widths).toEqual([{ width: 128, groups: { n: 1, mean: scalar.value }, other: { n: 0 } }])
  const [bare, rest] = ['bare', 'rest'].map((name) => join(place, `${name}.safetensors`))
  const values = Float32Array.from({ length: 40 * 8 }, (_, i) => Math.sin(i * i))
  writeFileSync(
    bare,
    Buffer.concat([...encodeSafetensors([{ name: 'features.test', shape: [40, 8], values }])]),
  )
  const rows = Int32Array.from({ length: 40 }, (_, i) => i)
  writeFileSync(rest, Buffer.concat([...encodeSafetensors([{ name: 'labels.test', shape: [40], values: rows.map((row) => row % 2) }, { name: 'rows.test', shape: [40], values: rows }])])) // prettier-ignore
  const [id] = (await mitoscope('upload', bare, '--model', 'parts', '--width', '8')).stdout.split(' ')
  expect((await mitoscope('upload', rest, '--to', id)).stdout).toMatch(
    new RegExp(`^${id}  \\S+rest.safetensors\n$`),
  )
  const asking = `{ representation(id: "${id}") { classes tensors { name } } }`
  const { representation } = JSON.parse((await mitoscope('query', asking)).stdout).data
  expect(representation).toEqual({ classes: 2, tensors: ['features.test', 'labels.test', 'rows.test'].map((name) => ({ name })) }) // prettier-ignore
  const here = await runMitoscope(['analyze', archive, '--site', 'layer4', '--measure', 'critical-width'])
  expect(here.stdout).toMatch(/^synthetic-w64: layer layer4, 64 neurons, 512 test rows/)
})

test('a figure of the paper is trained and reported there', async () => {
  const change = { widths: [4, 8], seeds: [0], epochs: 2, trainSize: 200, testSize: 100, checkpoints: [1] }
  const asked = ['reproduce', 'reconstruction', '--change', JSON.stringify(change), '--json']
  const { stdout, stderr, code } = await mitoscope(...asked)
  expect(code, stderr).toBe(0)
  const { title, claims, provenance } = JSON.parse(stdout)
  expect(title).toContain(`small scale, on ${server.url}`)
  expect(claims.map(({ id }: { id: string }) => id)).toEqual(['linear-growth', 'group-carries-layer'])
  expect(claims[1].ours).toHaveLength(1)
  expect(provenance.draws).toBe(40)
})

test('representations there are compared there, as they are named, and once', async () => {
  const pair = ['narrow', 'wide'].map((name) =>
    fileURLToPath(new URL(`../golden/comparisons/${name}.npz`, import.meta.url)),
  )
  const ids: string[] = []
  for (const [i, file] of pair.entries()) {
    const { stdout } = await mitoscope('upload', file, '--model', 'pair', '--width', String([20, 32][i]))
    ids.push(stdout.split(' ')[0])
  }
  const measures = ['--measure', 'cka', 'pwcca']
  const here = JSON.parse((await runMitoscope(['compare', ...pair, ...measures, '--json'])).stdout).pairs[0]
  const there = JSON.parse((await mitoscope('compare', ...ids, ...measures, '--json')).stdout).comparisons
  expect(there.map(({ state }: { state: string }) => state)).toEqual(['FINISHED', 'FINISHED'])
  for (const [i, { scalars }] of there.entries())
    for (const [j, { value }] of scalars.entries())
      expect(value).toBeCloseTo(here.measures[i].result.scalars[j].value, 9)
  const told = await mitoscope('compare', ...ids, ...measures)
  expect(told.stdout).toMatch(/^300 inputs\n\n1 {2}w0020, 20 neurons {2}\(\S+\)\n2 {2}w0032, 32 neurons/)
  expect(told.stdout).toMatch(/^PWCCA, weights of the first +0\.8462$/m)
  // The other way round the numbers of the two directions change places, and nothing is computed again.
  const turned = await mitoscope('compare', ...ids.toReversed(), ...measures)
  expect(turned.stdout).toMatch(/^PWCCA, weights of the second +0\.8462$/m)
  const count = '{ pairComparisons { totalCount } jobs(filter: { kind: { eq: COMPARE } }) { totalCount } }'
  const { data } = JSON.parse((await mitoscope('query', count)).stdout)
  expect(data).toEqual({ pairComparisons: { totalCount: 2 }, jobs: { totalCount: 2 } })
  const refused = await mitoscope('compare', ids[0], 'nothing', '--measure', 'cka')
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('"nothing" is not an id')])
  expect((await mitoscope('compare', ids[0])).stderr).toContain('Name two or more')
})

test('what the server refuses is told with its reason', async () => {
  const file = join(place, 'broken.npz')
  writeFileSync(file, 'no archive')
  const { code, stderr } = await mitoscope('upload', file, ...run)
  expect(code).toBe(2)
  expect(stderr).toContain('broken.npz')
  expect((await mitoscope('query', '{ nothing }')).code).toBe(2)
})
