/** A set of test files and what they run with: a project of vitest. */
export interface Suite {
  readonly name: string
  readonly include: readonly string[]
  readonly exclude: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** False where files share a process, and so what it has loaded. */
  readonly isolate: boolean
}

/** Folders of each part of `npm test`. */
const parts = {
  unit: ['packages', 'apps', 'tests'],
  // Reads or writes the lab's records.
  postgresql: ['packages/lab', 'apps/server'],
  golden: ['tests/golden'],
  // Depends on the backend.
  backend: [
    'packages/tensor',
    'packages/analysis/src/measures',
    'packages/analysis/src/computations',
    'packages/training',
    'tests/golden',
  ],
  // A GPU played by the processor: the measures are left to what tests/golden sees of them.
  'software GPU': ['packages/tensor', 'packages/training', 'tests/golden'],
  paper: ['tests/paper'],
  soak: ['tests/soak'],
  // Depends on the version of Node most.
  node: ['packages/formats', 'packages/analysis', 'tests/smoke'],
  // Takes commands from an old Node to a newer one.
  launcher: ['tests/launcher'],
} as const

export type Part = keyof typeof parts

/** Files of these leave nothing behind in their process; to load all for each anew takes longer than the tests. */
const sharing = [
  'packages/formats',
  'packages/analysis',
  'packages/training',
  'packages/figures',
  'packages/lab',
  'apps/server',
  'apps/dashboard',
]
/** Files of those folders that depend on no backend. */
const backendless = [
  'packages/tensor/src/*.test.ts',
  'packages/tensor/src/native/**',
  'packages/training/src/datasets/**',
]
/**
 * Files whose work on a GPU tests/golden and network-on-tensors.test.ts show in a tenth of the time, where the processor
 * plays one: the soak runs them there.
 */
const longOnSoftwareGpu = [
  'packages/training/src/runs/train-networks.test.ts',
  'packages/training/src/runs/train-hyperparameters.test.ts',
  'packages/training/src/runs/train-runs.test.ts',
  'packages/training/src/runs/decay-course.test.ts',
]
/** Parts of their own, beside `unit`. */
const apart = [...parts.paper, ...parts.soak, ...parts.launcher]

export interface PartRun {
  readonly part: Part
  /** Name of the part in the account. */
  readonly title: string
  readonly env: Readonly<Record<string, string>>
}

const byHand: readonly PartRun[] = (['unit', 'paper'] as const).map((part) => ({
  part,
  title: part,
  env: {},
}))

/** The suites of parts; those of most tests, with this environment, where vitest is called by hand. */
export function readSuites(asked = process.env.MITOSCOPE_TEST_PARTS): readonly Suite[] {
  return (asked ? (JSON.parse(asked) as PartRun[]) : byHand).flatMap(toSuites)
}

function toSuites({ part, title, env }: PartRun): Suite[] {
  const folders: readonly string[] = parts[part]
  const left = leftOutOf(part)
  // Suites on an emulated GPU take minutes each, so they do not share a process.
  const mayShare = part !== 'software GPU'
  const isShared = (folder: string) => mayShare && isWithin(folder, sharing)
  const within = sharing.filter((folder) => mayShare && isWithin(folder, folders))
  const shared = [...new Set([...within, ...folders.filter(isShared)])]
  const alone = folders.filter((folder) => !isShared(folder))
  const suites = [
    { name: title, include: testsIn(alone), exclude: [...left, ...testsIn(shared)], env, isolate: true },
    { name: `${title}, sharing a process`, include: testsIn(shared), exclude: left, env, isolate: false },
  ]
  return suites.filter(({ include }) => include.length > 0)
}

function leftOutOf(part: Part): readonly string[] {
  if (part === 'unit') return testsIn(apart)
  if (part === 'backend') return backendless
  return part === 'software GPU' ? [...backendless, ...longOnSoftwareGpu] : []
}

function testsIn(folders: readonly string[]): string[] {
  return folders.map((folder) => `${folder}/**/*.test.ts`)
}

function isWithin(folder: string, wholes: readonly string[]): boolean {
  return wholes.some((whole) => folder === whole || folder.startsWith(`${whole}/`))
}
