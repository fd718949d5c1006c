import { join } from 'node:path'
import { runTypeScript, runJson } from '../compare/run-json.ts'
import { crossThreads, environmentOf } from '../compare/settings.ts'
import { measureAnalysis } from './measure-analysis.ts'
import { makeArchive } from './make-archive.ts'
import { preparePython, type Python } from '../python-env.ts'
import { say, type Figure } from '../server/figure.ts'

const memoryLimit = 2.5e9
const gramShare = 0.8
const fasterRefit = 15
const refitSeconds = 60
/** Networks whose memory is watched: narrow, so that a thousand steps take seconds. */
const watched = [
  ['fully-connected', '64'],
  ['wide-resnet-28', '16'],
  ['densenet-40', '11'],
]
/** Maximum growth in MiB, for memory that allocators keep: less than the activations of one step of any useful network. */
const mostMebibytes = 32
const native = { MITOSCOPE_BACKEND: 'tensorflow' }
const script = (name: string) => join(import.meta.dirname, name)

interface Peaks {
  readonly device: string
  readonly float32: number
  readonly gram: number
}

/** Measures kernels and memory: products, Gram matrices, refitted readouts, a large file, and what steps leave behind. */
export async function measureKernels(): Promise<Figure[]> {
  const python = preparePython('published')
  const figures = [
    ...(await measurePeaks(python)),
    ...(await measureRefit(python)),
    await measureLarge(python),
  ]
  for (const [architecture, width] of watched) figures.push(await watchMemory(architecture, width))
  return figures
}

async function measurePeaks(python: Python): Promise<Figure[]> {
  say('products and Gram matrices')
  const rates: { float32: number; float64: number }[] = []
  for (const setting of crossThreads({}))
    rates.push(
      await runJson(python.command, [script('peak.py')], { ...python.env, ...environmentOf(setting) }),
    )
  const numpy = {
    float32: Math.max(...rates.map(({ float32 }) => float32)),
    float64: Math.max(...rates.map(({ float64 }) => float64)),
  }
  const ours = await runTypeScript<Peaks>(script('peak.ts'), [], native)
  const wasm = await runTypeScript<Peaks>(script('peak.ts'), [], { MITOSCOPE_BACKEND: 'wasm' })
  const share = ours.gram / numpy.float64
  const rate = (value: number) => `${value.toFixed(0)} GFLOP/s`
  return [
    {
      what: 'product of 2048² in float32',
      target: '',
      measured: `${rate(ours.float32)}; WebAssembly ${rate(wasm.float32)}; NumPy ${rate(numpy.float32)}`,
      how: `best of 5; ${ours.device}; NumPy at its best over numbers of threads and wait policies`,
    },
    {
      what: 'Gram matrix of 10,000 × 2,048 in float64',
      target: `${100 * gramShare} % of NumPy’s product`,
      measured: `${rate(ours.gram)}: ${(100 * share).toFixed(0)} %; WebAssembly ${rate(wasm.gram)}; NumPy’s product ${rate(numpy.float64)}`,
      met: share >= gramShare,
      how: 'best of 3, counted as the 2 N W² of the plain product; half of it is computed',
    },
  ]
}

async function measureRefit(python: Python): Promise<Figure[]> {
  say('refitted readouts')
  const archive = makeArchive(python, 2048)
  interface Refit {
    readonly seconds: number
    readonly refitSeconds: number
    readonly plainSeconds: number
  }
  const refit = await runTypeScript<Refit>(script('refit.ts'), [archive], native)
  const faster = refit.plainSeconds / refit.refitSeconds
  return [
    {
      what: 'W = 2048: readouts refitted to 100 draws, against JavaScript chunk by chunk',
      target: `${fasterRefit} ×`,
      measured: `${faster.toFixed(0)} ×`,
      met: faster >= fasterRefit,
    },
    {
      what: 'W = 2048: chunk errors of refitted readouts, 100 draws',
      target: `< ${refitSeconds} s`,
      measured: `${refit.seconds.toFixed(1)} s`,
      met: refit.seconds < refitSeconds,
    },
  ]
}

async function measureLarge(python: Python): Promise<Figure> {
  say('mitoscope analyze, 50,000 × 8,192, 4 draws')
  const archive = makeArchive(python, 8192, { test: 50_000, train: 0 })
  // Every measure that holds a factor of the layer; memory does not depend on the number of draws, time does.
  const measures = ['chunk-error', 'reconstruction', 'residual-correlation', 'chunk-to-chunk']
  const { peakBytes } = await measureAnalysis(archive, ['--draws', '4', '--measure', ...measures])
  return {
    what: '50,000 × 8,192 in float32: peak memory of all processes',
    target: `< ${memoryLimit / 1e9} GB`,
    measured: `${(peakBytes / 1e9).toFixed(2)} GB`,
    met: peakBytes < memoryLimit,
  }
}

async function watchMemory(architecture: string, width: string): Promise<Figure> {
  say(`memory of ${architecture}`)
  interface Growth {
    readonly steps: number
    readonly device: string
    readonly tensors: number
    readonly mebibytes: number
    readonly after: number
  }
  const command = [
    '--expose-gc',
    '--import',
    import.meta.resolve('tsx'),
    script('growth.ts'),
    architecture,
    width,
  ]
  const { tensors, mebibytes, after, steps, device } = await runJson<Growth>(
    process.execPath,
    command,
    native,
  )
  return {
    what: `what ${steps.toLocaleString('en')} steps leave behind, ${architecture} with ${width} neurons`,
    target: `no tensor, at most ${mostMebibytes} MiB`,
    measured: `${tensors} tensors, ${mebibytes.toFixed(1)} MiB`,
    met: tensors === 0 && mebibytes <= mostMebibytes,
    how: `resident memory after garbage collection at step ${steps} (${after.toFixed(0)} MiB) less that at step ${steps / 10}; batches of 32 images of 8 × 8 pixels; ${device}`,
  }
}
