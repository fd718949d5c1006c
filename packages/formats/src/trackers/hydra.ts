import { parseYaml, parseYamlList } from './parse-yaml.ts'
import { baseName, folderOf } from './paths.ts'
import type { FileTree, TrackedRun, TrackedSource } from './tracked-run.ts'

/** Folder of one job of Hydra. */
export interface HydraJob {
  readonly folder: string
  readonly config: Readonly<Record<string, unknown>>
  /** Values that this job has of its own, as "width=64". */
  readonly overrides: readonly string[]
}

const configPath = '.hydra/config.yaml'

/** Finds the jobs of Hydra below a folder: those with .hydra/config.yaml. */
export async function findHydraJobs(tree: FileTree): Promise<HydraJob[]> {
  const paths = new Set(tree.paths)
  const read = async (path: string) =>
    paths.has(path) ? new TextDecoder().decode(await tree.read(path)) : ''
  const jobs: HydraJob[] = []
  for (const path of tree.paths) {
    if (path !== configPath && !path.endsWith(`/${configPath}`)) continue
    const config = parseYaml(await read(path)) ?? {}
    const overrides = parseYamlList(await read(`${folderOf(path)}/overrides.yaml`))
    jobs.push({ folder: folderOf(folderOf(path)), config: resolveReferences(config), overrides })
  }
  return jobs
}

/** Returns the job in whose folder a path is, the nearest one. */
export function jobOf(jobs: readonly HydraJob[], path: string): HydraJob | undefined {
  return jobs
    .filter(({ folder }) => folder === '' || path === folder || path.startsWith(`${folder}/`))
    .toSorted((a, b) => b.folder.length - a.folder.length)[0]
}

/** Adds the configuration of its job to a run that a tracker logged there; what the tracker has counts. */
export function withJob(run: TrackedRun, job: HydraJob): TrackedRun {
  return { ...run, config: { ...job.config, ...run.config }, group: run.group ?? groupOf(job) }
}

/** Returns a job without a tracker as a run with its configuration alone. */
export function jobAsSource(job: HydraJob): TrackedSource {
  const { folder, config, overrides } = job
  const run: TrackedRun = {
    path: folder,
    id: folder,
    name: overrides.join(',') || baseName(folder) || 'job',
    group: groupOf(job),
    tags: [],
    config,
    state: 'unknown',
    metrics: new Map(),
    stepMetrics: new Map(),
    leftOut: [],
    problems: [],
  }
  return { path: folder, read: async () => [run] }
}

/** Jobs of one multirun are in numbered folders of one. */
function groupOf({ folder }: HydraJob): string | undefined {
  return /^\d+$/.test(baseName(folder)) ? folderOf(folder) || undefined : undefined
}

/** Replaces values that refer to another one, as ${model.width}; other interpolations stay as they are. */
function resolveReferences(config: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const find = (path: string): unknown =>
    path.split('.').reduce<unknown>((place, name) => (isObject(place) && Object.hasOwn(place, name) ? place[name] : undefined), config) // prettier-ignore
  const resolve = (value: unknown, depth: number): unknown => {
    if (depth > 20) return value
    if (Array.isArray(value)) return value.map((each) => resolve(each, depth + 1))
    if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([name, own]) => [name, resolve(own, depth + 1)])) // prettier-ignore
    const [, path] = (typeof value === 'string' && /^\$\{([\w.]+)\}$/.exec(value)) || []
    const found = path === undefined ? undefined : find(path)
    return found === undefined ? value : resolve(found, depth + 1)
  }
  return resolve(config, 0) as Record<string, unknown>
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
