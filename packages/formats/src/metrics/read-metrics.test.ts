import { npy } from '../formats/npy.ts'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readExample, readText } from './testing/read-text.ts'

const two = [
  [0, { loss: 1 }],
  [1, { loss: 0.5 }],
]

test('a row without a step is rejected among rows with one, and never logged at step 0 or at its epoch', async () => {
  const { rows, told } = await readExample('emptystep.csv')
  expect(rows).toEqual([
    [10, { epoch: 1, train_loss: 0.9 }],
    [20, { epoch: 2, train_loss: 0.8 }],
  ])
  expect(told).toContain('line 4: "step" is empty')
})

test('among JSON lines that count steps by one key, a line that counts by another is rejected', async () => {
  const { rows, told } = await readText('{"step":10,"epoch":1,"a":1}\n{"epoch":2,"a":2}\n{"step":30,"a":3}\n')
  expect(rows.map(([step]) => step)).toEqual([10, 30])
  expect(told).toContain('line 2: it has no "step", which counts steps since line 1')
  const turned = await readText('{"epoch":1,"a":1}\n{"step":10,"epoch":1,"a":2}\n')
  expect(turned.rows).toEqual([[1, { a: 1 }]])
  expect(turned.told).toContain('line 2: it has "step" beside "epoch", which counts steps in line 1')
})

test('commas and line breaks in quoted cells belong to the cells', async () => {
  expect((await readExample('quotedcomma.csv')).rows).toEqual([
    [0, { 'acc, top-1': 0.5, loss: 2.3 }],
    [1, { 'acc, top-1': 0.6, loss: 1.1 }],
  ])
  const spanning = 'step,note,loss\n0,"a\nb",1\n1,"say ""x""",0.5\n'
  expect((await readText(spanning)).rows).toEqual(two)
})

test('exports of W&B, TensorBoard and the Hugging Face Trainer are read', async () => {
  expect((await readExample('wandb_export.csv')).rows).toEqual([
    [0, { 'train/loss': 2.31 }],
    [50, { 'train/loss': 1.12 }],
  ])
  const smoothed = '"Step","a - loss","a - loss__MIN","a - loss__MAX"\n"0","2","1","3"\n'
  expect((await readText(smoothed)).rows).toEqual([[0, { loss: 2, loss__MIN: 1, loss__MAX: 3 }]])
  expect((await readExample('tensorboard.csv')).rows).toEqual([
    [0, { tensorboard: 2.3 }],
    [100, { tensorboard: 1.1 }],
  ])
  const nameless = 'Wall time,Step,Value\n1700000000.1,0,2.3\n'
  expect((await readText(nameless)).told).toContain('give --metric NAME')
  expect((await readText(nameless, { metric: 'loss' })).rows).toEqual([[0, { loss: 2.3 }]])
  expect((await readExample('trainer_state.json')).rows).toEqual([
    [10, { epoch: 0.5, loss: 2.1, learning_rate: 5e-5, grad_norm: null }],
    [20, { epoch: 1, eval_loss: 1.9 }],
  ])
})

test('a table of several runs is not taken for one', async () => {
  const header = ['Step', 'a - loss', 'a - loss__MIN', 'a - loss__MAX', 'b - 1 - loss']
  const several = `"${header.join('","')}"\n"0","1","1","1","2"\n`
  const refused = await readText(several)
  expect(refused.rows).toEqual([[0, {}]])
  expect(refused.told).toContain('line 1: the columns are of 2 runs, "a", "b - 1"')
  expect(refused.told).toContain('each with --columns-of RUN')
  expect((await readText(several, { columnsOf: 'a' })).rows).toEqual([[0, { loss: 1 }]])
  expect((await readText(several, { columnsOf: 'b - 1' })).rows).toEqual([[0, { loss: 2 }]])
  const unknown = await readText(several, { columnsOf: 'c' })
  expect(unknown.rows).toEqual([[0, {}]])
  expect(unknown.told).toContain(
    'no column is named "c - METRIC", as --columns-of asks; the columns are "a - loss"',
  )
  const alike = await readText('"Step","run - 1 - loss","run - 2 - loss"\n"0","1","2"\n')
  expect(alike.told).toContain('of 2 runs, "run - 1", "run - 2"')
  const nested = await readText('"Step","run - loss","run - acc - top1"\n"0","1","2"\n')
  expect(nested.rows).toEqual([[0, { loss: 1, 'acc - top1': 2 }]])
})

test('the name of a TensorBoard file names the metric', async () => {
  expect((await readExample('run-seed0-tag-train_loss.csv')).rows).toEqual([[0, { train_loss: 2.3 }]])
})

test('steps may have other names', async () => {
  expect((await readExample('_step.jsonl')).rows).toEqual([
    [0, { _runtime: 1.2, _timestamp: 1700000000.1, loss: 1 }],
    [1, { loss: 0.5 }],
  ])
  expect((await readExample('global_step.jsonl')).rows).toEqual(two)
  expect((await readText('Epoch,loss\n0,1\n1,0.5\n')).rows).toEqual(two)
  const own = 'iteration,loss\n0,1\n1,0.5\n'
  expect((await readText(own, { stepKey: 'iteration' })).rows).toEqual(two)
  expect((await readText('{"at":{"i":0},"loss":1}\n', { stepKey: 'at.i' })).rows).toEqual([[0, { loss: 1 }]])
})

test('one JSON array is read element by element, in any layout', async () => {
  const rows = [0, 1, 2, 3, 4].map((step) => [step, { loss: 1 / (step + 1) }])
  expect((await readExample('array.json')).rows).toEqual(rows)
  const records = rows.map(([step, values]) => ({ step, ...(values as object) }))
  expect((await readText(JSON.stringify(records, null, 2))).rows).toEqual(rows)
  const one = await readText(JSON.stringify(Array.from({ length: 60_000 }, (_, step) => ({ step, loss: 1 }))))
  expect(one.rows).toHaveLength(60_000)
  const torn = await readText('[{"step": 0, "loss": 1},\n{"step": 1, "loss": 0.5},\n{"step": 2, "lo')
  expect(torn).toMatchObject({ rows: two, isTorn: true })
  expect(torn.told).toContain('line 1: the array that begins here has no end')
})

test('nested objects are flattened', async () => {
  const { rows } = await readExample('nested.jsonl')
  expect(rows[1]).toEqual([1, { 'train.loss': 0.5, 'train.acc.top1': 0.5, 'eval.loss': 2 }])
  const { told } = await readText('{"step":1,"a.b":1,"a":{"b":2}}\n')
  expect(told).toContain('line 1: two values are named "a.b"')
})

test('the complete lines of a torn input are logged', async () => {
  const { rows, told, isTorn } = await readExample('torn.jsonl')
  expect([rows.length, isTorn]).toEqual([41, true])
  expect(told).toContain('line 42: it is not a complete JSON object: "{\\"step\\":41,\\"lo"')
  const inTheMiddle = await readText('{"step":0,"loss":1}\n{"step":9,"lo\n{"step":1,"loss":0.5}\n')
  expect(inTheMiddle).toMatchObject({ rows: two, isTorn: false })
  expect(inTheMiddle.told).toContain('line 2: it is not a complete JSON object')
  const table = await readText('step,loss,acc\n0,1,1\n1,0.5')
  expect(table).toMatchObject({ rows: [[0, { loss: 1, acc: 1 }]], isTorn: true })
})

test('lines that are not data are passed on and named, whatever they look like', async () => {
  const noise = [
    'Epoch 1, loss 0.3',
    '{"lr": 0.1}',
    '[INFO] step, loss',
    '[1, 2]',
    "{'loss': 1}",
    'step, loss',
    '{',
  ]
  const [before, after] = [noise.slice(0, 4), noise.slice(4)]
  const { rows, texts, told } = await readText(
    [...before, '{"step":0,"loss":1}', ...after, '{"step":1,"loss":0.5}', 'bye'].join('\n'),
  )
  expect(rows).toEqual(two)
  expect(texts).toEqual([...noise.slice(0, -1), 'bye'])
  expect(told).toContain('line 1: "Epoch 1, loss 0.3"')
  expect(told).toContain('line 8: it is not a complete JSON object: "{"')
  const table = await readText('saving\nstep,loss\nstarting, now\n0,1\nsaved\n1,0.5\n')
  expect(table).toMatchObject({ rows: two, texts: ['saving', 'starting, now', 'saved'] })
})

test('only decimal numbers are accepted, and other values are named', async () => {
  const { rows, told } = await readText('step,loss,note\n0,"1,234.5",a\n1,0.5,b\n2,0x1F,c\n3,many,d\n')
  expect(rows.map(([, { loss }]) => loss)).toEqual([undefined, 0.5, undefined, undefined])
  for (const part of ['line 2: "loss" is "1,234.5"', 'line 4: "loss" is "0x1F"', 'line 5: "loss" is "many"'])
    expect(told).toContain(part)
  expect(told).toContain('values that are not numbers are left out: "note"')
  const german = await readText('step;loss\n0;1\n1;0,5\n')
  expect(german.told).toContain('line 3: "loss" is "0,5"')
  const doubled = await readText('step,loss,loss,acc\n0,1,2,3\n')
  expect(doubled.rows).toEqual([[0, { acc: 3 }]])
  expect(doubled.told).toContain('line 1: two columns are named "loss"')
  const repeated = await readText('{"step":0,"loss":1,"loss":2}\n{"step":1,"loss":2,"note":"a: b"}\n')
  expect(repeated.rows).toEqual([[1, { loss: 2 }]])
  expect(repeated.told).toContain('line 1: an object names a key twice')
})

test('a step is a whole number from 0', async () => {
  const good = ['1e3', '"5"', '5.0', '" 7 "', '9007199254740991', '-0']
  const bad = [
    '-1',
    '1.5',
    '9007199254740992',
    'true',
    '[8]',
    '"0x1F"',
    'null',
    '""',
    '"1,000"',
    'NaN',
    '1e999',
  ]
  const lines = [...good, ...bad].map((step) => `{"step": ${step}, "loss": 1}\n`).join('')
  const { rows, told } = await readText(lines)
  expect(rows.map(([step]) => step)).toEqual([1000, 5, 5, 7, 9007199254740991, 0])
  expect(told).toContain(
    `${bad.length} lines were not logged in full: line 7: "step" is -1, which is not a step`,
  )
  expect((await readText('step,a\n1e3,1\n5.0,1\n-1,1\n0x1F,1\n')).rows.map(([step]) => step)).toEqual([
    1000, 5,
  ])
})

test('values that are not finite differ from text that mentions them', async () => {
  const { rows } = await readText(
    '{"step":0,"a":NaN,"b":-Infinity,"c":null,"text":"x: NaN, \\": Infinity"}\n',
  )
  expect(rows).toEqual([[0, { a: null, b: null, c: null }]])
  expect((await readText('step,a,b\n0,nan,-inf\n')).rows).toEqual([[0, { a: null, b: null }]])
})

test('numbers that a metric cannot hold are refused by name and line, not changed', async () => {
  const bad = ['9007199254740993', '1e400', '-1e400', '1e-400', '123456789012345678901234567890']
  const good = [
    '9007199254740992',
    '12345678901234567000',
    '1e300',
    '5e-324',
    '0e-400',
    '0.1234567890123456789',
  ]
  const lines = [...bad, ...good]
    .map((value, step) => `{"step":${step},"a":${value},"b":[{"c":1}]}\n`)
    .join('')
  const table = `step,a\n${[...bad, ...good].map((value, step) => `${step},${value}\n`).join('')}`
  for (const [text, first] of [
    [lines, 1],
    [table, 2],
  ] as const) {
    const { rows, told } = await readText(text)
    expect(rows.map(([, { a }]) => a)).toEqual([...bad.map(() => undefined), ...good.map(Number)])
    expect(told).toContain(`${bad.length} lines were not logged in full`)
    for (const [i, value] of bad.entries())
      expect(told).toContain(
        `line ${first + i}: "a" is "${value}", which a 64-bit floating-point number does not`,
      )
  }
})

test('encodings, line ends and compression make no difference', async () => {
  const table = 'step,loss\n0,1\n1,0.5\n'
  const lines = '{"step":0,"loss":1}\n{"step":1,"loss":0.5}\n'
  const bigEndian = Buffer.from(`\uFEFF${table}`, 'utf16le').swap16()
  const inputs = [
    `\uFEFF${table}`,
    table.replaceAll('\n', '\r\n'),
    table.replaceAll(',', ';'),
    table.replaceAll(',', '\t'),
    Buffer.from(`\uFEFF${table}`, 'utf16le'),
    bigEndian,
    Buffer.from(lines, 'utf16le'),
    gzipSync(lines),
    gzipSync(Buffer.from(`\uFEFF${table}`, 'utf16le')),
  ]
  for (const input of inputs)
    for (const pieceBytes of [1, 65_536]) expect((await readText(input, { pieceBytes })).rows).toEqual(two)
  const many = Array.from({ length: 5_000 }, (_, i) => `{"step":${i},"loss":${Math.sin(i)}}\n`).join('')
  const cut = await readText(gzipSync(many).subarray(0, -5_000))
  expect(cut.rows.length).toBeGreaterThan(100)
  expect(cut.told).toContain('could not be read to its end')
})

test('names of properties of objects are ordinary names of metrics', async () => {
  const { rows } = await readText('{"step":2,"constructor":4,"toString":5}\n')
  expect(rows).toEqual([[2, { constructor: 4, toString: 5 }]])
  const { told } = await readText(`{"step":0,"${'x'.repeat(300)}":1,"ok":2}\n`)
  expect(told).toContain('has 300 characters')
})

test('a line of many megabytes does no harm', async () => {
  const { rows, texts } = await readText(`${'x'.repeat(3e6)}\n{"step":0,"loss":1,"t":"${'y'.repeat(3e6)}"}\n`)
  expect(rows).toEqual([[0, { loss: 1 }]])
  expect(texts.map(({ length }) => length)).toEqual([3e6])
})

test('an input without points is described, with the expected formats', async () => {
  const told = async (content: string | Uint8Array) => (await readText(content)).told
  expect(await told('')).toContain('input holds no points: it is empty. Expected: JSON lines')
  expect(await told('step,loss\n')).toContain('a header with the columns "step", "loss", and no row below')
  expect(await told('{"loss":1}\n')).toContain('objects with the keys "loss"')
  expect(await told('iteration,loss\n0,1\n')).toContain('"iteration,loss"')
  expect(await told(Uint8Array.of(0x50, 0x4b, 9, 9, 0, 0))).toContain('first bytes are 50 4b 09 09')
  expect(await told(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 10, 0, 7, 10))).toMatch(
    /^input is a zip archive, as \.npz and \.pt files are, not metrics: mitoscope upload sends representations\. Expected: /,
  )
  expect(
    await told(Buffer.concat([...npy.write!([{ name: 'a', shape: [1], values: Float32Array.of(1) }])])),
  ).toMatch(/^input is a NumPy array, not metrics: mitoscope upload sends representations\. Expected: /)
  for (const [start, kind] of [
    ['\x89HDF\r\n\x1a\n', 'is an HDF5 file, as h5py, Keras and MATLAB write it'],
    ['PAR1', 'is a Parquet file'],
  ])
    expect(await told(Buffer.from(`${start}\0\0\0`, 'latin1'))).toContain(
      `input ${kind}, not metrics. Expected: `,
    )
})
