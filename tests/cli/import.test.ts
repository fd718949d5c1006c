import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { encodeSafetensors } from '@mitoscope/formats'
import { type Lab } from '@mitoscope/lab'
import { openTestLab } from '@mitoscope/lab/testing'
import { startServer, type RunningServer } from '@mitoscope/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../faults/api.ts'
import { runMitoscope } from './run-mitoscope.ts'

const samples = fileURLToPath(new URL('../../packages/formats/src/trackers/samples/', import.meta.url))
const place = mkdtempSync(join(tmpdir(), 'mitoscope-import-'))
let lab: Lab
let server: RunningServer
beforeAll(async () => {
  lab = await openTestLab()
  server = await startServer(lab, { port: 0 })
  cpSync(samples, place, { recursive: true })
})
afterAll(async () => {
  await server.close()
  await lab.close()
  rmSync(place, { recursive: true, force: true })
})

const importAll = (...args: string[]) =>
  runMitoscope(['import', ...args, '--server', server.url], { cwd: place })
const runs = async (filter = '{}') =>
  (await ask(server.url, `{ runs(filter: ${filter}) { nodes { name state width seed weightDecay tags notes config environment group jobType parent { kind run { name } } project { name } model { name } metrics { name points stepMetric firstTime lastTime } } } }`)).runs.nodes // prettier-ignore

test('a dry run lists what would be made, and makes nothing', async () => {
  const { code, stdout } = await importAll('wandb', 'mlruns', '--dry-run')
  expect(code).toBe(0)
  expect(stdout).toMatch(/run-r1w128s0\.wandb +Weights & Biases +width-sweep +imported +mlp-w128-s0 +128 +1 +0 +finished +6 +70/) // prettier-ignore
  expect(stdout).toMatch(/MLflow \(files\) +width sweep .* 512 .* failed/)
  expect(await runs()).toEqual([])
})

test('runs of several tools are imported with their facts and points, and again nothing is added', async () => {
  const first = await importAll('wandb', 'mlruns', 'tensorboard', '--project', 'old', '--model', 'mlp')
  expect([first.code, first.stdout.split('\n').length]).toEqual([5, 7])
  // A run whose width nothing tells is named, and the others are imported.
  expect(first.stderr).toMatch(/tensorboard\/restarted|restarted \(TensorBoard\) has no width/)
  const made = await runs('{ name: { eq: "mlp-w128-s0" } }')
  expect(made).toMatchObject([
    {
      state: 'FINISHED',
      width: 128,
      seed: 1,
      weightDecay: 0,
      tags: ['baseline', 'mnist'],
      group: 'w128',
      project: { name: 'old' },
      model: { name: 'mlp' },
      notes: expect.stringMatching(/^first try\n\nImported from Weights & Biases: run r1w128s0, group w128/),
    },
  ])
  const metrics = made[0].metrics
  expect(metrics.find(({ name }: { name: string }) => name === 'eval/error')).toMatchObject({
    stepMetric: 'epoch',
  })
  for (const { firstTime, lastTime } of metrics) expect(firstTime <= lastTime).toBe(true)
  const failed = await runs('{ state: { eq: FAILED } }')
  expect(failed.map(({ name }: { name: string }) => name)).toEqual(['mlp-w512-s1'])
  const points = ({ metrics }: { metrics: { points: number }[] }) => metrics.reduce((sum, { points: own }) => sum + own, 0) // prettier-ignore
  const before = (await runs()).map(points)
  const again = await importAll('wandb', 'mlruns', '--project', 'old', '--model', 'mlp')
  expect([again.code, again.stderr]).toEqual([0, expect.not.stringContaining('mitoscope:')])
  for (const line of again.stdout.trim().split('\n'))
    expect(line).toMatch(/\(imported before\): 0 points added; \d+ were there$/)
  expect((await runs()).map(points)).toEqual(before)
})

test('what a run logs after its import is added by the next one', async () => {
  const log = 'wandb/offline-run-20260601_000002-r1w128s0/run-r1w128s0.wandb'
  const whole = readFileSync(join(samples, log))
  writeFileSync(join(place, 'growing.wandb'), whole.subarray(0, 9000))
  const cut = await importAll('growing.wandb', '--project', 'growing', '--model', 'mlp')
  expect(cut.stderr).toMatch(/growing\.wandb \(Weights & Biases\): it ends in the middle of a record/)
  expect(await runs('{ state: { eq: LOGGED } }')).toHaveLength(1)
  writeFileSync(join(place, 'growing.wandb'), whole)
  const rest = await importAll('growing.wandb', '--project', 'growing', '--model', 'mlp')
  expect(rest.stdout).toMatch(/imported before\): [1-9]\d* points added; \d+ were there\n$/)
  expect(await runs('{ state: { eq: LOGGED } }')).toHaveLength(0)
})

test('runs that are imported by their own folders stay apart', async () => {
  for (const folder of ['tensorboard/w32-s0', './tensorboard/w32-s1']) {
    const { code, stdout } = await importAll(folder, '--project', 'apart')
    expect([code, stdout]).toEqual([0, expect.stringMatching(/ w32-s\d: \d+ points added\n$/)])
  }
})

test('a run of more metrics and longer numbers than one request takes is imported whole', async () => {
  const names = Array.from({ length: 1_100 }, (_, i) => `${'ø'.repeat(190)}${i}`)
  const rows = Array.from({ length: 40 }, (_, step) => [
    step,
    ...names.map((__, i) => -Math.exp(-i - step) / 3),
  ])
  writeFileSync(
    join(place, 'w8.log'),
    [`epoch,${names.join(',')}`, ...rows.map((row) => row.join(','))].join('\n'),
  )
  const made = await importAll('w8.log', '--project', 'many')
  expect([made.code, made.stdout]).toEqual([0, expect.stringContaining('44000 points added')])
})

test('files of a pattern become representations of the runs of their widths and seeds', async () => {
  const image = (width: number) => Array.from({ length: 20 * width }, (_, i) => Math.sin(i * i))
  const labels = Int32Array.from({ length: 20 }, (_, i) => i % 2)
  mkdirSync(join(place, 'out'))
  for (const [width, seed] of [[8, 0], [8, 1], [16, 0]])
    writeFileSync(join(place, 'out', `mlp_w${width}_s${seed}.st`), Buffer.concat([...encodeSafetensors([
      { name: 'acts', shape: [20, width], values: Float32Array.from(image(width)) },
      { name: 'y', shape: [20], values: labels },
    ])])) // prettier-ignore
  const pattern = 'out/{name}_w{width}_s{seed}.st'
  const map = ['--map', 'acts=features.test', 'y=labels.test', '--project', 'patterns']
  const dry = await importAll(pattern, ...map, '--dry-run')
  expect(dry.stdout).toMatch(/out\/mlp_w16_s0\.st +mlp +16 +0 +– +–/)
  const made = await importAll(pattern, ...map)
  expect([made.code, made.stdout.trim().split('\n').length, made.stderr]).toEqual([0, 3, expect.anything()])
  const { runs: all } = await ask(server.url, '{ runs(first: 100) { nodes { project { name } width seed representations { id } } } }') // prettier-ignore
  const own = all.nodes.filter(({ project }: { project: { name: string } }) => project.name === 'patterns')
  expect(own.map(({ width, seed }: Record<string, number>) => [width, seed]).toSorted()).toEqual([[16, 0], [8, 0], [8, 1]]) // prettier-ignore
  for (const { representations } of own) expect(representations).toHaveLength(1)
  const wrong = await importAll(pattern, '--map', 'feats=features.test')
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringMatching(/has no tensor "feats", which --map names; it has "acts" and "y"/)]) // prettier-ignore
})

test.each([
  [['nowhere'], /nowhere: there is nothing at this path/],
  [['expected.json'], /holds no runs that can be imported\. Known are/],
  [['out/x{width}.npz'], /out\/x\{width\}\.npz (fits no file below out|: the folder out cannot be read)/],
  [['out/x{depth}.npz'], /\{depth\} is no placeholder\. Use \{width\}/],
  [['out/*_s{seed}.st'], /tells no width from 1\. Write \{width\}/],
  [['wandb', '--map', 'a'], /--map: "a" names no tensor/],
  [['wandb', '--name', 'x{width}'], /has the name "mlp-w128-s0", which does not fit "x\{width\}"/],
  [['lightning', '--width-from', 'no.such'], /mlp\/version_0 .*has no width: name its key/],
])('%o is told so', async (args, message) => {
  const { code, stderr } = await importAll(...args)
  expect(code).toBe(2)
  expect(stderr).toMatch(message)
})
