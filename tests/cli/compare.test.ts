import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { runMitoscope } from './run-mitoscope.ts'

const place = (name: string) => fileURLToPath(new URL(`../golden/${name}.npz`, import.meta.url))
const [narrow, wide] = [place('comparisons/narrow'), place('comparisons/wide')]

describe('mitoscope compare', () => {
  it('prints one JSON document and nothing else with --json, a pair for any two files', async () => {
    const { code, stdout } = await runMitoscope([
      'compare',
      narrow,
      wide,
      narrow,
      '--json',
      '--measure',
      'cka',
    ])
    expect(code).toBe(0)
    const { pairs } = JSON.parse(stdout)
    expect(pairs.map((pair: { widths: number[] }) => pair.widths)).toEqual([[20, 32], [20, 20], [32, 20]]) // prettier-ignore
    const [{ measures, inputHashes, rows }] = pairs
    expect(rows).toBe(300)
    expect(measures[0].provenance.inputHash).toBe(inputHashes.join(' '))
    expect(measures[0].result.scalars[0].value).toBeCloseTo(0.5145, 4)
    expect(pairs[1].measures[0].result.scalars[0].value).toBeCloseTo(1, 12)
  })

  it('prints a column per pair for people, and takes options', async () => {
    const option = 'neighbour-overlap.neighbours=299'
    const { code, stdout } = await runMitoscope(['compare', narrow, wide, '--option', option])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^300 inputs\n\n1 {2}\S+narrow\.npz, 20 neurons\n2 {2}\S+wide\.npz, 32 neurons\n/)
    expect(stdout).toMatch(/^CKA, debiased +0\.5081$/m)
    expect(stdout).toMatch(/^neighbourhood overlap +1\.00$/m)
  })

  it('lists what it compares by', async () => {
    const { stdout } = await runMitoscope(['compare', '--list'])
    expect(stdout).toMatch(/svcca\.variance \(0\.01 … 0\.9999; default 0\.99\)/)
  })

  it.each([
    ['one file', [narrow], /Name two or more/],
    ['other inputs', [narrow, place('nasty/width-48')], /160 rows where narrow\.npz has 300/],
    ['an unknown comparison', [narrow, wide, '--measure', 'rsa'], /"rsa" is not a comparison.*procrustes/],
    ['a bad option', [narrow, wide, '--option', 'svcca.variance=2'], /variance "2" is out of range/],
  ])('refuses %s with a message and a status', async (_, args, message) => {
    const { code, stdout, stderr } = await runMitoscope(['compare', ...args])
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(message)
  })
})
