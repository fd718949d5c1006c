import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runMitoscope } from './run-mitoscope.ts'

const archive = fileURLToPath(new URL('../golden/reference/synthetic-w64.npz', import.meta.url))

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mitoscope-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('mitoscope analyze', () => {
  it('prints one JSON document and nothing else with --json, and writes figures and data', async () => {
    const args = [
      'analyze',
      archive,
      '--json',
      '--svg',
      join(folder, 'figures'),
      '--csv',
      join(folder, 'data'),
    ]
    const { code, stdout, stderr } = await runMitoscope(args)
    expect(stderr).toMatch(/^(\S.*\d %.*\n)*$/) // progress, in plain lines
    expect(code).toBe(0)
    const document = JSON.parse(stdout)
    expect(document.width).toBe(64)
    expect(document.chunkSizes).toEqual([1, 2, 4, 8, 16, 32, 64])
    expect(document.draws.testError).toHaveLength(7)
    expect(document.draws.testError[0]).toHaveLength(4)
    for (const { provenance } of document.measures) {
      expect(provenance).toMatchObject({ inputHash: document.inputHash, seed: null })
      expect(provenance.resolution).toBeGreaterThan(0)
    }
    const figures = readdirSync(join(folder, 'figures'))
    expect(figures).toContain('synthetic-w64-chunk-error.svg')
    for (const name of figures)
      expect(readFileSync(join(folder, 'figures', name), 'utf8')).toMatch(/^<(\?xml|svg)/)
    const lines = readFileSync(join(folder, 'data', 'synthetic-w64.csv'), 'utf8')
      .trim()
      .split('\n')
    expect(lines[0]).toBe('measure,quantity,size,draw,value')
    const value = document.draws.r2[3][2]
    expect(lines).toContain(`reconstruction,r2,8,2,${value}`)
  })

  it('prints curves and tables for people', async () => {
    const { code, stdout } = await runMitoscope([
      'analyze',
      archive,
      '--measure',
      'reconstruction',
      '--sizes',
      '24',
    ])
    expect(code).toBe(0)
    expect(stdout).toMatch(/64 neurons, 512 test rows/)
    expect(stdout).toMatch(/\n24 /)
    expect(stdout).toMatch(/the recorded draws; input SHA-256 [0-9a-f]{64}/)
  })

  it.each([
    ['no such file', ['analyze', 'absent.npz'], /absent\.npz: there is no such file or folder/],
    ['unknown measure', ['analyze', archive, '--measure', 'clusters'], /clusters.*Known are: chunk-error/],
    ['bad option', ['analyze', archive, '--option', 'chunk-error.draws=-1'], /draws "-1" is out of range/],
    ['bad option form', ['analyze', archive, '--option', 'draws=3'], /not of the form measure\.name=value/],
    ['bad size', ['analyze', archive, '--sizes', '65'], /chunk size 65.*from 1 to 64/],
    ['absent backend', ['analyze', archive, '--backend', 'cuda'], /tensorflow, webgpu, wasm/],
    ['unknown command', ['analyse', archive], /unknown command/],
  ])('refuses %s with a message and a status', async (_, args, message) => {
    const { code, stdout, stderr } = await runMitoscope(args, { cwd: folder })
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(message)
    expect(readdirSync(folder)).toEqual([])
  })

  it('leaves no partial output behind when the input is damaged', async () => {
    const damaged = join(folder, 'damaged.npz')
    writeFileSync(damaged, readFileSync(archive).subarray(0, 200_000))
    const args = [
      'analyze',
      damaged,
      '--json',
      '--svg',
      join(folder, 'figures'),
      '--csv',
      join(folder, 'data'),
    ]
    const { code, stdout, stderr } = await runMitoscope(args)
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/damaged\.npz/)
    expect(readdirSync(folder)).toEqual(['damaged.npz'])
  })
})

describe('mitoscope', () => {
  it.each([
    [],
    ['sweep'],
    ['analyze'],
    ['compare'],
    ['report'],
    ['measures'],
    ['doctor'],
    ['setup'],
    ['start'],
  ])('%s --help shows how it is used', async (...args) => {
    const { code, stdout } = await runMitoscope([...args, '--help'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/Usage: mitoscope/)
    expect(stdout).toMatch(args.length === 0 ? /sweep --help/ : /Examples:\n  /)
  })

  it('lists the measures with their options', async () => {
    const { stdout } = await runMitoscope(['measures'])
    for (const id of ['chunk-error', 'reconstruction', 'critical-width']) expect(stdout).toContain(`${id}:`)
    expect(stdout).toMatch(/chunk-error\.readout \(ORIGINAL \| RESCALED \| REFIT; default ORIGINAL\)/)
  })
})
