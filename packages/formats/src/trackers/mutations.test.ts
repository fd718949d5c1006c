import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { BadInput } from '../bad-input.ts'
import { createRandom } from '../testing/create-random.ts'
import { mutateBytes } from '../testing/mutate-bytes.ts'
import { encodeRecord } from './testing/write-events.ts'
import { readTree, treeOf } from './testing/read-tree.ts'
import { findTrackedRuns } from './trackers.ts'

/** Damaged files of each tool: 40, and with npm run soak 2,000. */
const count = Number(process.env.MITOSCOPE_TRACKER_MUTATIONS ?? 40)

const { files } = readTree(join(import.meta.dirname, 'nasty'), ({ name }) => !/^(expected\.json|make_nasty\.py)$/.test(name)) // prettier-ignore
const toolOf = (path: string) => path.split('/')[0]
const tools = [...new Set([...files.keys()].map(toolOf))]

/** Reads every run, and holds that what is read is whole: columns of one length, ascending steps, values that JSON has. */
async function readWhole(contents: ReadonlyMap<string, Uint8Array>): Promise<number> {
  let points = 0
  for (const { read } of await findTrackedRuns(treeOf(contents))) {
    let runs
    try {
      runs = await read()
    } catch (error) {
      if (!(error instanceof BadInput)) throw error
      expect(error.message.length).toBeLessThan(1_000)
      continue
    }
    for (const { id, name, config, metrics, problems } of runs) {
      expect([typeof id, typeof name]).toEqual(['string', 'string'])
      expect(JSON.stringify(config).length).toBeLessThan(10_000_000)
      for (const problem of problems) expect(problem.length).toBeLessThan(1_000)
      for (const { steps, values, times } of metrics.values()) {
        expect([values.length, times?.length ?? steps.length]).toEqual([steps.length, steps.length])
        for (const [i, step] of steps.entries())
          if (!Number.isSafeInteger(step) || (i > 0 && step <= steps[i - 1])) throw new Error(`step ${step}`)
        if (!values.every((value) => value === null || Number.isFinite(value))) throw new Error('no number')
        points += steps.length
      }
    }
  }
  return points
}

const [mostMs, mostMiB] = [20_000, 1_500]

test.each(tools)(
  '%s: a damaged file gives what is whole, or an error that names it',
  async (tool) => {
    const own = [...files].filter(([path]) => toolOf(path) === tool)
    const random = createRandom(own.length)
    for (let i = 0; i < count; i++) {
      const [path, bytes] = own[random() % own.length]
      const [, other] = own[random() % own.length]
      const kind = i % 10
      const damaged =
      kind === 0 ? bytes.subarray(0, random() % bytes.length) : kind === 1 ? new Uint8Array() : kind === 2 ? other : mutateBytes(bytes, random) // prettier-ignore
      const began = performance.now()
      await readWhole(new Map([...own, [path, damaged]])).catch((error: Error) => {
        throw new Error(`mutation ${i} of ${path}: ${error.stack}`)
      })
      // Bounds against hanging, far above what a slow machine needs.
      expect(performance.now() - began, `mutation ${i} of ${path}`).toBeLessThan(mostMs)
      expect(process.memoryUsage().rss / 2 ** 20, `mutation ${i} of ${path}`).toBeLessThan(mostMiB)
    }
  },
  3_600_000,
)

const deep = (depth: number) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth)
const nestedMessage = (depth: number) => {
  let bytes: Uint8Array = Buffer.from([0x08, 1])
  for (let i = 0; i < depth && bytes.length < 60_000; i++)
    bytes = Buffer.concat([Buffer.from([0x2a, ...(bytes.length < 128 ? [bytes.length] : [(bytes.length & 127) | 128, (bytes.length >> 7) & 127 | 128, bytes.length >> 14])]), bytes]) // prettier-ignore
  return bytes
}
const lengthOf = (length: bigint) => {
  const head = Buffer.alloc(40)
  head.writeBigUInt64LE(length)
  return head
}
const text = (content: string) => Buffer.from(content)
const meta = text('experiment_id: 1\nrun_id: a\nlifecycle_stage: active\n')

test.each<[string, Record<string, Uint8Array>]>([
  ['a record of 2^63 bytes', { 'events.out.tfevents.1': lengthOf(1n << 63n) }],
  ['nested messages', { 'events.out.tfevents.1': encodeRecord(nestedMessage(10_000)) }],
  ['a message whose field claims 2^62 bytes', { 'events.out.tfevents.1': encodeRecord(Uint8Array.from([0x2a, ...Array<number>(8).fill(0xff), 0x3f])) }],
  ['a deep parameter of trackio', { 'run.json': text(`{"experiment":{"name":"x"},"status":"FAILED"}`), 'config.json': text(deep(5_000)), 'metrics.json': text(deep(5_000)) }],
  ['a deep history of the Trainer', { 'trainer_state.json': text(`{"log_history":[${deep(5_000)}]}`), 'config.json': text(deep(5_000)) }],
  ['deep YAML', { '1/a/meta.yaml': meta, '.hydra/config.yaml': text('['.repeat(5_000)), '1/a/metrics/m': text('1 1 1\n') }],
  ['YAML whose aliases multiply', { '.hydra/config.yaml': text(Array.from({ length: 40 }, (_, i) => `a${i}: &a${i} [${i ? `*a${i - 1}, *a${i - 1}, *a${i - 1}` : 1}]`).join('\n')) }],
  ['references in a circle', { '.hydra/config.yaml': text('a: ${b}\nb: ${a}\nc: [${c}]\n') }],
  ['references that multiply', { '.hydra/config.yaml': text(Array.from({ length: 40 }, (_, i) => `a${i}:\n- \${a${i + 1}}\n- \${a${i + 1}}`).join('\n')) }],
  ['a line of 10 MB', { 'version_0/metrics.csv': text(`step,loss\n0,${'1'.repeat(10_000_000)}\n`), '1/a/meta.yaml': meta, '1/a/metrics/m': text('1'.repeat(10_000_000)) }],
  ['zip and gzip in place of a table', { 'version_0/metrics.csv': gzipSync(Buffer.alloc(50_000_000)), 'x_part_0.parquet': gzipSync(Buffer.alloc(50_000_000)) }],
  ['names of the prototype', { '1/a/meta.yaml': meta, '1/a/metrics/__proto__': text('1 1 1\n'), '1/a/params/__proto__': text('x'), '1/a/metrics/constructor': text('1 1 1\n') }],
])('%s does no harm', async (_, contents) => {
  const began = performance.now()
  await readWhole(new Map(Object.entries(contents)))
  expect(performance.now() - began).toBeLessThan(mostMs)
  expect(process.memoryUsage().rss / 2 ** 20).toBeLessThan(mostMiB)
}) // prettier-ignore
