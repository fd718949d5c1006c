// Times training steps against PyTorch's on this machine: node --import tsx tests/bench/training/main.ts. The last line is
// JSON: a list of figures.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { findPytorch } from '../../pytorch/find-pytorch.ts'
import { milliseconds, say, type Figure } from '../server/figure.ts'

interface Timed {
  readonly seconds: number
}

interface Growth {
  readonly steps: number
  readonly device: string
  readonly tensors: number
  readonly mebibytes: number
  readonly after: number
}

const networks = [
  { name: 'fully connected, W = 1,024', args: ['fully-connected', '1024', '60'], target: 0.7 },
  { name: 'Wide-ResNet28-2', args: ['wide-resnet-28', '128', '4'], target: 0.5 },
  { name: 'DenseNet40 with 8 channels in its stem', args: ['densenet-40', '44', '8'], target: 0.5 },
  { name: 'small convolutional, W = 64', args: ['small-convolutional', '64', '40'], target: undefined },
]
const rounds = 3
/** Networks whose memory is watched: narrow, so that a thousand steps take seconds. */
const watched = [
  ['fully-connected', '64'],
  ['wide-resnet-28', '16'],
  ['densenet-40', '11'],
]
/**
 * Maximum growth in MiB, for memory that allocators keep: less than the activations of one step of any
 * useful network.
 */
const mostMebibytes = 32

const python = findPytorch()
const figures: Figure[] = []
for (const network of networks) {
  say(network.name)
  const figure = measure(network)
  process.stderr.write(`  ${figure.measured}\n`)
  figures.push(figure)
}
for (const [architecture, width] of watched) {
  say(`memory of ${architecture}`)
  figures.push(watchMemory(architecture, width))
}
console.log(JSON.stringify(figures))

function watchMemory(architecture: string, width: string): Figure {
  const command = ['--expose-gc', '--import', import.meta.resolve('tsx'), local('growth.ts')]
  const { tensors, mebibytes, after, steps, device } = run<Growth>(process.execPath, [...command, architecture, width]) // prettier-ignore
  return {
    what: `what ${steps.toLocaleString('en')} steps leave behind, ${architecture} with ${width} neurons`,
    target: `no tensor, at most ${mostMebibytes} MiB`,
    measured: `${tensors} tensors, ${mebibytes.toFixed(1)} MiB`,
    met: tensors === 0 && mebibytes <= mostMebibytes,
    how: `resident memory after garbage collection at step ${steps} (${after.toFixed(0)} MiB) less that at step ${steps / 10}; batches of 32 images of 8 × 8 pixels; ${device}`,
  }
}

/**
 * Measures ours and theirs in turns, so that other work of the machine affects both; takes the best of each.
 */
function measure({ name, args, target }: (typeof networks)[number]): Figure {
  const ours: (Timed & { device: string; grown: number })[] = []
  const theirs: (Timed & { version: string; threads: number })[] = []
  for (let round = 0; round < rounds; round++) {
    ours.push(run(process.execPath, ['--import', import.meta.resolve('tsx'), local('step.ts'), ...args]))
    if (python) theirs.push(run(python, [local('step.py'), ...args]))
  }
  const what = `a step of 128 images, ${name}`
  const best = (all: readonly Timed[]) => Math.min(...all.map(({ seconds }) => seconds))
  const [{ device, grown }] = ours
  const time = milliseconds(1_000 * best(ours))
  const tensors = `the number of tensors grew by ${grown} over the steps`
  if (!python) {
    return { what, target: '', measured: `${time}; no PyTorch is here`, how: `${device}; ${tensors}` }
  }
  const ratio = best(theirs) / best(ours)
  const how = `best of ${rounds} processes each in turns; ours on ${device}, PyTorch ${theirs[0].version} on ${theirs[0].threads} threads; ${tensors}`
  return {
    what,
    target: target === undefined ? '' : `${target} × PyTorch’s speed`,
    measured: `${time}, PyTorch ${milliseconds(1_000 * best(theirs))}: ${ratio.toFixed(2)} ×`,
    met: target === undefined ? undefined : ratio >= target,
    how,
  }
}

function run<T>(command: string, args: string[]): T {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${args.join(' ')} ended with status ${status}: ${stderr.trim()}`)
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as T
}

function local(file: string): string {
  return join(import.meta.dirname, file)
}
