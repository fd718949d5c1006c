import { fork, execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { getPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { decodeNetwork } from '@mitoscope/training'
import { decodeSafetensors } from '@mitoscope/formats'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tinySweep, writeTinyDataset } from '@mitoscope/lab/testing'
import type { RunRecord } from './run-record.ts'
import { sweepQuietly } from './testing/sweep-quietly.ts'

const root = mkdtempSync(join(tmpdir(), 'mitoscope-sweep-'))
const dataFolder = join(root, 'data')
const names = [
  'w0008-s0-wd0.002',
  'w0008-s1-wd0.002',
  'w0008-s0-wd0',
  'w0012-s0-wd0.002',
  'w0012-s1-wd0.002',
  'w0012-s0-wd0',
]
const whole = join(root, 'whole')
const fractions: number[] = []
const long = 1_500

beforeAll(async () => {
  writeTinyDataset(dataFolder)
  await sweepQuietly(tinySweep, { folder: whole, dataFolder, onProgress: (each) => fractions.push(each) })
}, 300_000)

afterAll(() => rmSync(root, { recursive: true, force: true }))

test('a sweep leaves a record, a representation and checkpoints of every run, and its lab', () => {
  expect(readdirSync(whole).sort()).toEqual(['lab', 'runs', 'sweep.json'])
  expect(readdirSync(join(whole, 'runs')).sort()).toEqual([...names].sort())
  for (const name of names) {
    const folder = join(whole, 'runs', name)
    expect(readdirSync(folder).sort()).toEqual(['checkpoints', 'representation.safetensors', 'run.json'])
    const record = readRecord(whole, name)
    expect(record.history.map(({ epoch }) => epoch)).toEqual(
      expect.arrayContaining([1, 2, 3, 4, 5, 6, 10, 12]),
    )
    expect(record.history.at(-1)!.trainLoss).toBeLessThan(record.history[0].trainLoss)
    const kept = [1, 6, 12].map((epoch) => `epoch-${String(epoch).padStart(4, '0')}.safetensors`)
    expect(readdirSync(join(folder, 'checkpoints')).sort()).toEqual(kept)
    const last = decodeNetwork(decodeSafetensors(readFileSync(join(folder, 'checkpoints', kept[2])), kept[2]))
    const { tensors } = decodeSafetensors(
      readFileSync(join(folder, 'representation.safetensors')),
      'representation.safetensors',
    )
    expect(tensors.get('features.train')!.shape).toEqual([300, record.width])
    expect(tensors.get('readout.weight')!.values[0]).toBe(
      last.tensors.find(({ name }) => name === 'linear_out.weight')!.values[0],
    )
  }
})

test('a record says how its run was trained', () => {
  const record = readRecord(whole, names[2])
  expect(record).toMatchObject({
    formatVersion: 1,
    config: tinySweep,
    name: names[2],
    width: 8,
    seed: 0,
    weightDecay: 0,
    trainedWith: [names[2]],
    checkpoints: [1, 6, 12],
    means: [expect.any(Number)],
    deviations: [expect.any(Number)],
  })
  expect(record.parameters).toBeGreaterThan(8)
  expect(record.seconds).toBeGreaterThan(0)
  expect(Object.keys(record.history[0])).toEqual([
    'epoch',
    'trainError',
    'trainLoss',
    'testError',
    'testLoss',
  ])
})

test('the reported progress grows', () => {
  expect(fractions.length).toBeGreaterThan(0)
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
})

test('a finished sweep is not trained again, and one with other settings is rejected', async () => {
  const before = readFileSync(join(whole, 'runs', names[0], 'run.json'), 'utf8')
  expect(await sweepQuietly(tinySweep, { folder: whole, dataFolder })).toHaveLength(6)
  expect(readFileSync(join(whole, 'runs', names[0], 'run.json'), 'utf8')).toBe(before)
  const other = { ...tinySweep, learningRate: 0.2 }
  await expect(sweepQuietly(other, { folder: whole, dataFolder })).rejects.toThrow(
    'learningRate differs (learningRate is 0.02 there, 0.2 was asked for)',
  )
})

test('files of runs that were removed come back from the lab', async () => {
  const place = join(whole, 'runs', names[1])
  const before = readFileSync(join(place, 'run.json'), 'utf8')
  rmSync(place, { recursive: true })
  expect(await sweepQuietly(tinySweep, { folder: whole, dataFolder })).toHaveLength(6)
  expect(readFileSync(join(place, 'run.json'), 'utf8')).toBe(before)
}, 300_000)

test('finished runs of a folder without a lab, as earlier versions left them, are taken in', async () => {
  const folder = join(root, 'former')
  cpSync(whole, folder, { recursive: true })
  rmSync(join(folder, 'lab'), { recursive: true })
  rmSync(join(folder, 'runs', names[0]), { recursive: true })
  mkdirSync(join(folder, 'unfinished', names[0]), { recursive: true })
  writeFileSync(join(folder, 'unfinished', names[0], 'state.safetensors'), '')
  const notices: string[] = []
  const onNotice = (text: string) => void notices.push(text)
  expect(await sweepQuietly(tinySweep, { folder, dataFolder, onNotice })).toHaveLength(6)
  expect(notices).toEqual([
    '5 runs that were trained before are taken over',
    expect.stringContaining('did not finish are trained from their first epoch'),
  ])
  expect(readRecord(folder, names[0]).history).toEqual(readRecord(whole, names[0]).history)
  // Taken in whole: the lab can give their files again.
  const [record, representation] = ['run.json', 'representation.safetensors'].map((file) =>
    readFileSync(join(folder, 'runs', names[3], file)),
  )
  rmSync(join(folder, 'runs', names[3]), { recursive: true })
  await sweepQuietly(tinySweep, { folder, dataFolder })
  expect(readFileSync(join(folder, 'runs', names[3], 'run.json')).equals(record)).toBe(true)
  const again = readFileSync(join(folder, 'runs', names[3], 'representation.safetensors'))
  expect(again.equals(representation)).toBe(true)
}, 300_000)

test('a sweep that was killed continues and ends with the same numbers', async () => {
  const folder = join(root, 'killed')
  const options = { folder, dataFolder, times: { saveEvery: 200, retryDelay: 0 } }
  for (const at of [0.1, 0.5]) await killSweep(options, long, at)
  await sweepQuietly({ ...tinySweep, epochs: long }, options)
  const uninterrupted = join(root, 'uninterrupted')
  await sweepQuietly({ ...tinySweep, epochs: long }, { ...options, folder: uninterrupted })
  for (const name of names) {
    expect(readRecord(folder, name).history).toEqual(readRecord(uninterrupted, name).history)
    const [a, b] = [folder, uninterrupted].map((of) =>
      readFileSync(join(of, 'runs', name, 'representation.safetensors')),
    )
    expect(a.equals(b)).toBe(true)
  }
  expect(existsSync(join(folder, 'unfinished'))).toBe(false)
}, 900_000)

test('an abort ends the processes and leaves a sweep that can be continued', async () => {
  const folder = join(root, 'aborted')
  const stop = new AbortController()
  const reason = new Error('enough')
  const sweep = sweepQuietly(
    { ...tinySweep, epochs: 50_000 },
    {
      folder,
      dataFolder,
      signal: stop.signal,
      onProgress: (fraction) => fraction > 0.002 && stop.abort(reason),
    },
  )
  await expect(sweep).rejects.toBe(reason)
  expect(listChildren(process.pid)).toEqual([])
  expect(readdirSync(folder).sort()).toEqual(['lab', 'sweep.json'])
}, 300_000)

test('after the death of a training process its runs continue, and it is told how that ended', async () => {
  const folder = join(root, 'dead')
  const notices: string[] = []
  let killed = false
  let priority: number | undefined
  const records = await sweepQuietly(
    { ...tinySweep, epochs: long },
    {
      folder,
      dataFolder,
      onNotice: (text) => void notices.push(text),
      onProgress: (fraction) => {
        if (killed || fraction < 0.05) return
        killed = true
        const [pid] = listChildren(process.pid)
        priority = getPriority(pid)
        process.kill(pid, 'SIGKILL')
      },
    },
  )
  expect(killed).toBe(true)
  // Below it, a sweep beside other programs takes many times as long.
  expect(priority).toBe(getPriority())
  expect(records).toHaveLength(6)
  expect(notices.join('\n')).toContain('The compute process ended with signal SIGKILL')
  expect(listChildren(process.pid)).toEqual([])
}, 600_000)

test('unusable data are an error that names the file, and leave no folder', async () => {
  const options = { folder: join(root, 'no-data'), dataFolder: root }
  await expect(sweepQuietly(tinySweep, options)).rejects.toThrow(
    'train-images-idx3-ubyte: there is no such file',
  )
  expect(existsSync(options.folder)).toBe(false)
}, 300_000)

/**
 * Runs a sweep in a process of its own, kills it at a progress of `at`, and waits until its processes have ended too.
 */
async function killSweep(options: object, epochs: number, at: number): Promise<void> {
  const entry = fileURLToPath(new URL('./testing/sweep-alone.ts', import.meta.url))
  const child = fork(entry, [JSON.stringify(options), String(epochs)], {
    execArgv: ['--import', import.meta.resolve('tsx')],
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  let processes: number[] = []
  await new Promise<void>((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`The sweep ended by itself with ${code}`)))
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      const [last] = text.trim().split('\n').slice(-1)
      if (processes.length > 0 || Number(last) < at) return
      processes = listChildren(child.pid!)
      child.removeAllListeners('exit').on('exit', () => resolve())
      child.kill('SIGKILL')
    })
  })
  expect(processes.length).toBeGreaterThan(0)
  await expect.poll(() => processes.filter(isAlive), { timeout: 120_000 }).toEqual([])
}

/** Returns the training processes whose parent is `pid`. */
function listChildren(pid: number): number[] {
  const lines = execFileSync('ps', ['-axo', 'pid=,ppid=,stat=,command='], { encoding: 'utf8' }).split('\n')
  return lines.flatMap((line) => {
    const [own, parent, state] = line.trim().split(/\s+/)
    return Number(parent) === pid && !state.startsWith('Z') && line.includes('compute-process')
      ? [Number(own)]
      : []
  })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function readRecord(folder: string, name: string) {
  const text = readFileSync(join(folder, 'runs', name, 'run.json'), 'utf8')
  return JSON.parse(text) as RunRecord
}
