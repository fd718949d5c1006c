import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { root } from '../../apps/cli/bin/ensure-installed.mjs'

const maxLines = 400
const maxFilesInFolder = 25
const medianLines = [60, 120]
const smallLines = 40
const maxSmallShare = 0.05
/** Storeys of packages/lab, lowest first; the files beside them are its doors. */
const storeys = ['platform', 'records', 'work']
const notOurs = /^(node_modules|out|dist|coverage|\..+)$/
const notByHand = /^schema\/(documents|catalogue)\.ts$|\.d\.[mc]?ts$/

/**
 * Measures how the sources are cut: lines of a file, files of a folder, circles of imports, imports of a higher storey
 * of packages/lab, and steps of their only caller. Answers { passed, failed }, and prints each measure with its limit.
 */
export async function measureHouse() {
  const files = readSources()
  const sources = [...files.values()].filter(({ isTest }) => !isTest)
  const circles = findCircles(files)
  const long = [...files.values()].filter(({ lines }) => lines > maxLines)
  const crowded = countFolders(files).filter(([, count]) => count > maxFilesInFolder)
  const climbs = findClimbs(files.values())
  const steps = findSteps(files, sources)
  const median = sources.map(({ lines }) => lines).toSorted((a, b) => a - b)[Math.floor(sources.length / 2)]
  const share = steps.length / sources.length
  const checks = [
    [
      circles.length === 0,
      `circles of imports: ${circles.length}`,
      circles.map((circle) => circle.join(' → ')),
    ],
    [climbs.length === 0, `imports of a higher storey of packages/lab: ${climbs.length}`, climbs],
    [
      long.length === 0,
      `files over ${maxLines} lines: ${long.length}`,
      long.map(({ path, lines }) => `${path} (${lines})`),
    ],
    [
      crowded.length === 0,
      `folders over ${maxFilesInFolder} files: ${crowded.length}`,
      crowded.map(([path, count]) => `${path} (${count})`),
    ],
    [
      median >= medianLines[0] && median <= medianLines[1],
      `median source: ${median} lines (${medianLines.join(' to ')})`,
      [],
    ],
    [
      share <= maxSmallShare,
      `steps of their only caller, under ${smallLines} lines and without a test: ${steps.length} of ${sources.length}, ${(100 * share).toFixed(1)} % (at most ${100 * maxSmallShare} %)`,
      steps.map(({ path, lines }) => `${path} (${lines})`),
    ],
  ]
  for (const [isKept, text, culprits] of checks) {
    console.log(`  ${isKept ? 'ok    ' : 'FAILED'}  ${text}`)
    if (!isKept || process.env.MITOSCOPE_LIST)
      for (const culprit of culprits) console.log(`            ${culprit}`)
  }
  console.log(
    `  ${sources.length} sources of ${sum(sources)} lines, ${files.size - sources.length} tests of ${sum([...files.values()]) - sum(sources)}`,
  )
  return {
    passed: checks.filter(([isKept]) => isKept).length,
    failed: checks.filter(([isKept]) => !isKept).length,
  }
}

/** Reads every hand-written source: its lines and the files of ours that it imports, dynamically too. */
function readSources() {
  const paths = ['apps', 'packages', 'tests', 'schema'].flatMap(listSources).toSorted()
  return new Map(
    paths.map((path) => {
      const text = readFileSync(join(root, path), 'utf8')
      const isTest = /\.test\.tsx?$|\/testing\/|^tests\//.test(path)
      const lines = text.split('\n').length - 1
      return [path, { path, lines, isTest, imports: findImports(path, text) }]
    }),
  )
}

/** Lists sources from the folders, not from git: a copy without its history is checked as well. */
function listSources(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return notOurs.test(entry.name) ? [] : listSources(path)
    return /\.(tsx?|mjs)$/.test(path) && !notByHand.test(path) ? [path] : []
  })
}

function findImports(path, text) {
  const pattern = /(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']+)'/g
  const typeOnly = /^(?:import|export) type [^']*'(\.[^']+)'/gm
  const types = new Set([...text.matchAll(typeOnly)].map(([, to]) => to))
  return [...text.matchAll(pattern)].map(([, to]) => ({
    path: relative(root, join(root, dirname(path), to)),
    isType: types.has(to),
  }))
}

/** Circles of imports of values, each once. */
function findCircles(files) {
  const circles = []
  const done = new Set()
  const visit = (path, trail) => {
    const at = trail.indexOf(path)
    if (at !== -1) return void circles.push([...trail.slice(at), path])
    if (done.has(path)) return
    for (const { path: to, isType } of files.get(path)?.imports ?? [])
      if (!isType) visit(to, [...trail, path])
    done.add(path)
  }
  for (const path of files.keys()) visit(path, [])
  return circles
}

/** Lists imports, of types too, by which a source of packages/lab reaches into a storey above its own, or into a door. */
export function findClimbs(sources) {
  const rankOf = (path) => {
    const [, , , storey] = path.split('/')
    const rank = storeys.indexOf(storey)
    return rank === -1 ? storeys.length : rank
  }
  return [...sources]
    .filter(({ path, isTest }) => path.startsWith('packages/lab/src/') && !isTest)
    .flatMap(({ path, imports }) =>
      imports.filter((to) => rankOf(to.path) > rankOf(path)).map((to) => `${path} → ${to.path}`),
    )
}

function countFolders(files) {
  const counts = new Map()
  for (const path of files.keys()) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1)
  return [...counts]
}

/** Small sources that one neighbour alone imports and that have no test of their own. */
function findSteps(files, sources) {
  const callers = new Map()
  for (const { path, isTest, imports } of files.values())
    if (!isTest) for (const { path: to } of imports) callers.set(to, new Set(callers.get(to)).add(path))
  return sources.filter(({ path, lines }) => {
    const own = [...(callers.get(path) ?? [])]
    const test = path.replace(/\.tsx?$/, '.test.ts')
    return (
      lines <= smallLines &&
      own.length === 1 &&
      dirname(own[0]) === dirname(path) &&
      !files.has(test) &&
      !/index\.ts$|\.type\.ts$/.test(basename(path))
    )
  })
}

function sum(files) {
  return files.reduce((total, { lines }) => total + lines, 0)
}
