import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runMitoscope } from '../cli/run-mitoscope.ts'
import { ask } from '../faults/api.ts'
import { startMitoscope, type MitoscopeProcess } from '../faults/start-mitoscope.ts'
import { measures } from './toy-measures.mjs'

const archive = fileURLToPath(new URL('../golden/reference/synthetic-w64.npz', import.meta.url))
const module = fileURLToPath(new URL('toy-measures.mjs', import.meta.url))
const place = mkdtempSync(join(tmpdir(), 'mitoscope-toys-'))
const ids = measures.map(({ id }) => id)
const env = {
  MITOSCOPE_MEASURES: module,
  MITOSCOPE_CONFIG: place,
  MITOSCOPE_SPOOL: join(place, 'spools'),
  MITOSCOPE_TOKEN: '',
}
const run = ['--model', 'toy', '--width', '64', '--run-seed', '0']

afterAll(() => rmSync(place, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 }))

describe('measures of a module from outside, on the command line', () => {
  test('are listed after those of Mitoscope', async () => {
    const { code, stdout } = await runMitoscope(['measures'], { env })
    expect(code).toBe(0)
    for (const { id, title } of measures) {
      expect(stdout).toContain(id)
      expect(stdout).toContain(title)
    }
    expect(stdout.indexOf('chunk-error')).toBeLessThan(stdout.indexOf('toy-curves'))
  })

  test('are computed, described, drawn and written as CSV', async () => {
    const [svg, csv] = [join(place, 'svg'), join(place, 'csv')]
    const asked = ['analyze', archive, '--measure', ...ids, '--option', 'toy-curves.factor=4']
    const { code, stdout, stderr } = await runMitoscope([...asked, '--svg', svg, '--csv', csv], { env })
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('rror')])
    for (const said of [
      'Toy gain of chunks',
      'toy pairs: 1',
      'toy groups: 2',
      'toy slope: 2',
      'The toy law holds up to 2 neurons.',
      'toy width: 64',
    ])
      expect(stdout).toContain(said)
    // Single numbers have no figure.
    const drawn = ids.filter((id) => id !== 'toy-scalars').map((id) => `synthetic-w64-${id}.svg`)
    expect(readdirSync(svg).toSorted()).toEqual(drawn.toSorted())
    for (const file of drawn) expect(readFileSync(join(svg, file), 'utf8')).toContain('<title>Toy ')
    const lines = readFileSync(join(csv, 'synthetic-w64.csv'), 'utf8').split('\n')
    for (const line of [
      'toy-curves,toyGain,64,1,68',
      'toy-curves,toyFloor,2,,0.5',
      'toy-matrix,pair 3 1,,,0.5',
      'toy-partition,testError,2,1,0.125',
      'toy-fit,toySlope,,,2',
      'toy-scalars,toyWidth,,,64',
    ])
      expect(lines).toContain(line)
  })

  test.each([
    ['toy-measures.mjs', 'is not an absolute path'],
    [join(place, 'none.mjs'), 'cannot be loaded'],
  ])('the module %s is refused by name', async (path, reason) => {
    const { code, stderr } = await runMitoscope(['measures'], { env: { ...env, MITOSCOPE_MEASURES: path } })
    expect(code).toBe(2)
    expect(stderr).toContain(`MITOSCOPE_MEASURES ${JSON.stringify(path)} ${reason}`)
  })

  test('a measure whose id is taken is refused', async () => {
    const path = join(place, 'taken.mjs')
    writeFileSync(path, `import { measures as own } from '${pathToFileURL(module).href}'\nexport const measures = [...own, own[0]]\n`) // prettier-ignore
    const { code, stderr } = await runMitoscope(['measures'], { env: { ...env, MITOSCOPE_MEASURES: path } })
    expect([code, stderr]).toEqual([2, expect.stringContaining('The id toy-curves is taken.')])
  })
})

describe('measures of a module from outside, through the API', () => {
  let server: MitoscopeProcess
  let url: string
  let analyses: readonly { readonly id: string; readonly measure: string }[]

  beforeAll(async () => {
    server = startMitoscope(['serve', '--port', '0', '--data', join(place, 'lab')], env)
    url = await server.ready
    const asked = ['analyze', archive, '--server', url, ...run, '--measure', ...ids, '--json']
    const { code, stdout, stderr } = await runMitoscope(asked, { env })
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('mitoscope:')])
    analyses = JSON.parse(stdout).analyses
  })
  afterAll(() => server?.end('SIGTERM'))

  const idOf = (measure: string) => analyses.find((analysis) => analysis.measure === measure)!.id
  const read = async (measure: string, fields: string) => {
    const query = `query ($id: ID!) { analysis(id: $id) { ${fields} } }`
    return (await ask(url, query, { id: idOf(measure) })).analysis
  }

  test('stand in the catalogue with their shapes and options', async () => {
    const { measures: listed } = await ask(url, '{ measures { name title shape options { name default } } }')
    for (const { id, title, shape, options } of measures)
      expect(listed).toContainEqual({
        name: id,
        title,
        shape: shape.toUpperCase(),
        options: options.map(({ name, default: value }) => ({ name, default: value })),
      })
  })

  test.each([
    [
      'toy-curves',
      '... on CurvesResult { sizes curves { id: name mean n } floors { values } }',
      {
        sizes: [1, 2, 64],
        curves: [{ id: 'toyGain', mean: [1.5, 2.5, 64.5], n: [2, 2, 2] }],
        floors: [{ values: [0.5, 0.5, 0.5] }],
      },
      [],
      ['sizes', 'toyGain', 'toyFloor'],
    ],
    [
      'toy-matrix',
      '... on MatrixResult { size step labels pairs { a b value p } }',
      { size: 3, step: 1, labels: ['3', '1', '2'], pairs: [{ a: 3, b: 1, value: 0.5, p: 0.001 }] },
      [{ id: 'toyPairs', value: 1 }],
      ['values', 'labels', 'pairs'],
    ],
    [
      'toy-partition',
      '... on PartitionResult { compared groups { neurons r2 } between }',
      {
        compared: 2,
        groups: [
          { neurons: [0, 1], r2: 0.75 },
          { neurons: [2, 63], r2: 0.5 },
        ],
        between: [null, 0.01, 0.01, null],
      },
      [{ id: 'toyGroups', value: 2 }],
      ['between', 'neurons', 'groups'],
    ],
    [
      'toy-fit',
      '... on FitResult { verdict points { x y used } }',
      {
        verdict: 'The toy law holds up to 2 neurons.',
        points: [
          { x: 1, y: 2, used: true },
          { x: 2, y: 4, used: true },
          { x: 4, y: 5, used: false },
        ],
      },
      [{ id: 'toySlope', value: 2 }],
      ['points', 'line', 'parameters'],
    ],
    [
      'toy-scalars',
      '... on ScalarsResult { scalars { id: name value } }',
      { scalars: [{ id: 'toyWidth', value: 64 }] },
      [{ id: 'toyWidth', value: 64 }],
      ['scalars'],
    ],
  ])(
    '%s has its result, its single numbers and its arrays',
    async (measure, parts, result, scalars, arrays) => {
      const analysis = await read(
        measure,
        `result { ${parts} } scalars { id: name value } arrays { name } state`,
      )
      expect(analysis).toEqual({
        result,
        scalars,
        arrays: arrays.map((name) => ({ name })),
        state: 'FINISHED',
      })
    },
  )

  test('their arrays are files, and curves have a line per chunk size', async () => {
    const csvOf = async (measure: string, array: string) => {
      const { arrays } = await read(measure, 'arrays { name csvUrl }')
      const { csvUrl } = arrays.find(({ name }: { name: string }) => name === array)
      return (await fetch(new URL(csvUrl, url))).text()
    }
    expect(await csvOf('toy-curves', 'toyGain')).toBe('size,draw_0,draw_1\n1,1,2\n2,2,3\n64,64,65\n')
    expect(await csvOf('toy-matrix', 'pairs')).toBe('a,b,value,p\n3,1,0.5,0.001\n')
    expect(await csvOf('toy-partition', 'groups')).toBe('r2,testError,trainError\n0.75,0.25,\n0.5,0.125,\n')
    expect(await csvOf('toy-fit', 'line')).toBe('x,y\n1,2\n2,4\n4,8\n')
    expect(await csvOf('toy-scalars', 'scalars')).toBe('value,low,high\n64,,\n')
  })

  test('runs are ordered and listed by their numbers', async () => {
    const order = '{ scalar: { measure: "toy-scalars", name: "toyWidth" }, direction: DESC }'
    const filter = '{ scalars: [{ measure: "toy-fit", name: "toySlope", value: { gte: 2 } }] }'
    const { runs } = await ask(url, `{ runs(orderBy: [${order}], filter: ${filter}) { nodes { width } } }`)
    expect(runs.nodes).toEqual([{ width: 64 }])
  })

  test('their curves are compared between runs', async () => {
    const { compareAnalyses } = await ask(
      url,
      'query ($id: ID!) { compareAnalyses(input: { measure: "toy-curves", runIds: [$id] }) { sizes runs { curves { id: name mean } } } }',
      { id: (await read('toy-curves', 'run { id }')).run.id },
    )
    expect(compareAnalyses).toEqual({
      sizes: [1, 2, 64],
      runs: [{ curves: [{ id: 'toyGain', mean: [1.5, 2.5, 64.5] }] }],
    })
  })
})
