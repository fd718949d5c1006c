import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { compare, type CompareOptions, type Comparison } from '../compare/compare.ts'
import { runJson, runTypeScript, type Sample } from '../compare/run-json.ts'
import { crossThreads, environmentOf, type Setting } from '../compare/settings.ts'
import { preparePytorch, type Python } from '../python-env.ts'

interface Theirs extends Sample {
  readonly version: string
  readonly libraries: readonly string[]
}

interface Ours extends Sample {
  readonly device: string
  /** Number of tensors that the steps left behind. */
  readonly grown: number
}

interface Network {
  readonly name: string
  readonly architecture: string
  readonly width: number
  /** Steps of a measurement, and of a short trial. */
  readonly steps: readonly [measured: number, tried: number]
  /** Least ratio of PyTorch's time to ours. */
  readonly target: number
}

const networks: readonly Network[] = [
  {
    name: 'fully connected, W = 1,024',
    architecture: 'fully-connected',
    width: 1024,
    steps: [60, 30],
    target: 0.7,
  },
  { name: 'Wide-ResNet28-2', architecture: 'wide-resnet-28', width: 128, steps: [2, 1], target: 0.5 },
  {
    name: 'DenseNet40, 8 channels in its stem',
    architecture: 'densenet-40',
    width: 44,
    steps: [5, 2],
    target: 0.5,
  },
]
/** Long enough that the difference of two epochs stands out from what a busy machine adds. */
const smallNetworks: readonly Network[] = [
  {
    name: 'fully connected, W = 256',
    architecture: 'fully-connected',
    width: 256,
    steps: [60, 10],
    target: 0.7,
  },
  {
    name: 'small convolutional, W = 16',
    architecture: 'small-convolutional',
    width: 16,
    steps: [20, 2],
    target: 0.5,
  },
]

const script = (name: string) => join(import.meta.dirname, name)

/** Compares training steps; answers with the versions and libraries of the other side. */
export async function compareTraining(options: CompareOptions & { readonly isSmall: boolean }) {
  const python = preparePytorch()
  const comparisons: Comparison[] = []
  const seen: { theirs?: Theirs; ours?: Ours } = {}
  for (const network of options.isSmall ? smallNetworks : networks) {
    process.stderr.write(`▸ training, ${network.name}\n`)
    const { architecture, width } = network
    const [measured, tried] = network.steps
    const found = await compare(
      {
        what: `a step of 128 images, ${network.name}`,
        first: crossThreads({ optimiser: 'loop', layout: 'contiguous', compile: false }),
        changes: changesFor(architecture),
        targets: { native: network.target },
        try: async (setting) => (await runPytorch(python, network, tried, setting)).seconds,
        theirs: async (setting) => (seen.theirs = await runPytorch(python, network, measured, setting)),
        ours: {
          native: async () => {
            const step = [architecture, `${width}`, `${measured}`]
            seen.ours = await runTypeScript<Ours>(script('step.ts'), step, {
              MITOSCOPE_BACKEND: 'tensorflow',
            })
            if (seen.ours.grown !== 0)
              throw new Error(`The steps of ${network.name} left ${seen.ours.grown} tensors behind`)
            return seen.ours
          },
        },
      },
      options,
    )
    comparisons.push(...found)
  }
  const { version, libraries } = seen.theirs!
  return { comparisons, versions: { torch: version }, libraries, ours: seen.ours!.device }
}

/** Compiles the networks once, which takes minutes; later processes find what was compiled. */
export async function compileNetworks(): Promise<void> {
  const python = preparePytorch()
  for (const network of networks) {
    process.stderr.write(`▸ torch.compile, ${network.name}\n`)
    const setting = {
      threads: availableParallelism(),
      waiting: 'PASSIVE',
      optimiser: 'fused',
      layout: 'contiguous',
      ...changesFor(network.architecture).at(-1),
    } as const
    await runPytorch(python, network, 1, setting).catch((error: Error) => {
      process.stderr.write(`  ${error.message}\n`)
    })
  }
}

/** Compiled convolutions are tried in the layout that PyTorch advises for them. */
function changesFor(architecture: string): Partial<Setting>[] {
  const layouts = architecture === 'fully-connected' ? [] : [{ layout: 'channels-last' }]
  return [...layouts, { optimiser: 'foreach' }, { optimiser: 'fused' }, { compile: true, ...layouts[0] }]
}

function runPytorch(
  { command, env }: Python,
  { architecture, width }: Network,
  steps: number,
  setting: Setting,
): Promise<Theirs> {
  const { optimiser, layout, compile } = setting
  const choices = ['--optimiser', optimiser!, '--layout', layout!, ...(compile ? ['--compile'] : [])]
  const args = [script('step.py'), architecture, `${width}`, `${steps}`, ...choices]
  return runJson(command, args, { ...env, ...environmentOf(setting) })
}
