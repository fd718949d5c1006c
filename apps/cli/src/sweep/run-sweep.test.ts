import { fork, execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { decodeNetwork, decodeSafetensors } from '@mitoscope/training'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runSweep } from './run-sweep.ts'
import type { SweepProgress } from './track-sweep.ts'
import { tinySweep } from '@mitoscope/lab/testing'
import { writeTinyDataset } from '@mitoscope/lab/testing'

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
const reports: SweepProgress[] = []

beforeAll(async () => {
  writeTinyDataset(dataFolder)
  await runSweep(tinySweep, { folder: whole, dataFolder, onProgress: (report) => reports.push(report) })
})

afterAll(() => rmSync(root, { recursive: true, force: true }))

test('a sweep leaves a record, a representation and checkpoints of every run, and nothing else', () => {
  expect(readdirSync(whole).sort()).toEqual(['runs', 'sweep.json'])
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
    const last = decodeNetwork(decodeSafetensors(readFileSync(join(folder, 'checkpoints', kept[2]))))
    const { tensors } = decodeSafetensors(readFileSync(join(folder, 'representation.safetensors')))
    expect(tensors.get('features.train')!.shape).toEqual([300, record.width])
    expect(tensors.get('readout.weight')!.values[0]).toBe(
      last.tensors.find(({ name }) => name === 'linear_out.weight')!.values[0],
    )
  }
})

test('the reported progress grows to the end', () => {
  const fractions = reports.map(({ fraction }) => fraction)
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
  expect(reports.at(-1)).toMatchObject({ phase: 'finished', fraction: 1, finishedRuns: 6, totalRuns: 6 })
})

test('a finished sweep is not trained again, and one with other settings is rejected', async () => {
  const before = readFileSync(join(whole, 'runs', names[0], 'run.json'), 'utf8')
  expect(await runSweep(tinySweep, { folder: whole, dataFolder })).toHaveLength(6)
  expect(readFileSync(join(whole, 'runs', names[0], 'run.json'), 'utf8')).toBe(before)
  const other = { ...tinySweep, learningRate: 0.2 }
  await expect(runSweep(other, { folder: whole, dataFolder })).rejects.toThrow(
    'learningRate differs (learningRate is 0.02 there, 0.2 was asked for)',
  )
})

test('a sweep that was killed continues and ends with the same numbers', async () => {
  // Enough epochs that the sweep cannot end between two reports.
  const epochs = 1_000
  const folder = join(root, 'killed')
  const options = { folder, dataFolder, saveEvery: 50 }
  for (const at of [0.2, 0.6]) await killSweep(options, epochs, at)
  expect(readdirSync(join(folder, 'unfinished')).length).toBeGreaterThan(0)
  await runSweep({ ...tinySweep, epochs }, options)
  const uninterrupted = join(root, 'uninterrupted')
  await runSweep({ ...tinySweep, epochs }, { ...options, folder: uninterrupted })
  for (const name of names) {
    expect(readRecord(folder, name).history).toEqual(readRecord(uninterrupted, name).history)
    const [a, b] = [folder, uninterrupted].map((of) =>
      readFileSync(join(of, 'runs', name, 'representation.safetensors')),
    )
    expect(a.equals(b)).toBe(true)
  }
  expect(existsSync(join(folder, 'unfinished'))).toBe(false)
}, 600_000)

test('an abort ends the processes and leaves a sweep that can be continued', async () => {
  const folder = join(root, 'aborted')
  const stop = new AbortController()
  const reason = new Error('enough')
  const sweep = runSweep(
    { ...tinySweep, epochs: 20_000 },
    {
      folder,
      dataFolder,
      saveEvery: 0,
      signal: stop.signal,
      onProgress: ({ fraction }) => fraction > 0.002 && stop.abort(reason),
    },
  )
  await expect(sweep).rejects.toBe(reason)
  expect(listChildren(process.pid)).toEqual([])
  expect(readdirSync(folder).sort()).toEqual(['sweep.json', 'unfinished'])
})

test('the exit of a training process is an error that says how it ended', async () => {
  const folder = join(root, 'dead')
  let killed = false
  const sweep = runSweep(
    { ...tinySweep, epochs: 20_000 },
    {
      folder,
      dataFolder,
      onProgress: ({ fraction }) => {
        if (killed || fraction < 0.002) return
        killed = true
        process.kill(listChildren(process.pid)[0], 'SIGKILL')
      },
    },
  )
  await expect(sweep).rejects.toThrow(/training process for w00\S+ ended with signal SIGKILL/)
  expect(listChildren(process.pid)).toEqual([])
})

test('unusable data are an error that names the file, and leave no folder', async () => {
  const options = { folder: join(root, 'no-data'), dataFolder: root }
  await expect(runSweep(tinySweep, options)).rejects.toThrow('train-images-idx3-ubyte: there is no such file')
  expect(existsSync(options.folder)).toBe(false)
})

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
      if (!last.startsWith('{"phase') || !last.endsWith('}')) return
      if (processes.length > 0 || (JSON.parse(last) as SweepProgress).fraction < at) return
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
    return Number(parent) === pid && !state.startsWith('Z') && line.includes('sweep-process')
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
  return JSON.parse(text) as { width: number; history: { epoch: number; trainLoss: number }[] }
}
