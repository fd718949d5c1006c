import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../faults/api.ts'
import { hasBrowser, openBrowser, type Browser } from './open-browser.ts'
import { openLab, type E2eLab } from './open-lab.ts'
import { openFirstPage, visit } from './visit.ts'

const soon = { timeout: 240_000, interval: 250 }
const launcher = fileURLToPath(new URL('../../apps/cli/bin/mitoscope.mjs', import.meta.url))
const archive = fileURLToPath(new URL('../golden/reference/synthetic-w64.npz', import.meta.url))

describe.skipIf(!hasBrowser)('commands that pages show, run as they stand', () => {
  let lab: E2eLab
  let browser: Browser
  let page: Page
  // Stands for the folder of Mitoscope: the same script of npm, and nothing of this tree is written to.
  const place = mkdtempSync(join(tmpdir(), 'mitoscope-commands-'))
  let run: string

  beforeAll(async () => {
    writeFileSync(
      join(place, 'package.json'),
      JSON.stringify({ private: true, scripts: { mitoscope: `node ${launcher}` } }),
    )
    lab = await openLab()
    const model = 'mutation ($input: CreateModelInput!) { createModel(input: $input) { model { id } } }'
    const input = { projectId: lab.project, name: 'it’s "wide"', architecture: 'mlp', dataset: 'mnist' }
    const { createModel } = await ask(lab.url, model, { input })
    const made = await ask(
      lab.url,
      'mutation ($input: CreateRunInput!) { createRun(input: $input) { run { id } } }',
      { input: { modelId: createModel.model.id, name: `it's $HOME, "a" run`, width: 64 } },
    )
    run = made.createRun.run.id
    browser = await openBrowser(lab.url)
    page = await openFirstPage(browser, lab.url)
  })
  afterAll(async () => {
    await browser?.close()
    await lab?.close()
    rmSync(place, { recursive: true, force: true })
  })

  /** Text of a command, once it knows the server. */
  const shown = async (what: string) => {
    const text = () => page.getByRole('region', { name: what, exact: true }).innerText()
    await expect.poll(text, soon).toContain(lab.url)
    return text()
  }

  const shell = (command: string) =>
    new Promise<string>((resolve, reject) => {
      const env = { ...process.env, MITOSCOPE_CONFIG: place, INIT_CWD: '' }
      const child = spawn('bash', ['-c', command], { cwd: place, env, stdio: ['ignore', 'pipe', 'pipe'] })
      let [stdout, stderr] = ['', '']
      child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text))
      child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text))
      child.on('close', (code) =>
        code === 0
          ? resolve(stdout)
          : reject(new Error(`${command}\nended with ${code}: ${stdout}${stderr}`)),
      )
    })

  test('a run without metrics and files says how to send them', async () => {
    await visit(page, `${lab.url}/run?id=${run}`)
    const [log, upload] = [await shown('log command'), await shown('upload command')]
    expect(await shell(log)).toMatch(/^1 points? logged/)
    cpSync(archive, join(place, `it's w 64.npz`))
    // Another file than the example's is all that is to be changed.
    await shell(upload.replace('run.safetensors', `"it's w 64.npz"`))
    const { run: read } = await ask(
      lab.url,
      'query ($id: ID!) { run(id: $id) { metrics { name last } representations { id fileName } } }',
      { id: run },
    )
    expect(read.metrics).toEqual([{ name: 'loss', last: 0.5 }])
    expect(read.representations).toMatchObject([{ fileName: `it's w 64.npz` }])
  })

  test('an analysis is reproduced, asked for again and read', async () => {
    const { startAnalysis } = await ask(
      lab.url,
      'mutation ($input: StartAnalysisInput!) { startAnalysis(input: $input) { analysis { id } } }',
      { input: { runId: run, measure: 'chunk-error', options: { readout: 'RESCALED', draws: 5 } } },
    )
    const { id } = startAnalysis.analysis
    const read = async () => {
      const { analysis } = await ask(
        lab.url,
        'query ($id: ID!) { analysis(id: $id) { state result { ... on CurvesResult { curves { id: name mean } } } } }',
        { id },
      )
      return analysis
    }
    await expect.poll(async () => (await read()).state, soon).toBe('FINISHED')
    await visit(page, `${lab.url}/analysis?id=${id}`)
    const command = await shown('command')
    const [{ result }] = JSON.parse(await shell(command)).measures
    const { curves } = (await read()).result
    for (const [i, curve] of result.curves.entries()) {
      curve.mean.forEach((mean: number | null, at: number) => expect(mean).toBeCloseTo(curves[i].mean[at], 5))
    }
    const answer = JSON.parse(await shell(await shown('query as a command')))
    expect((answer.data ?? answer).analysis).toMatchObject({ state: 'FINISHED', measure: 'chunk-error' })
    const mutation = await page.getByRole('region', { name: 'GraphQL mutation', exact: true }).innerText()
    writeFileSync(join(place, 'again.graphql'), mutation)
    const again = JSON.parse(
      await shell(`npm run -s mitoscope -- query --server ${lab.url} --file again.graphql`),
    )
    expect((again.data ?? again).startAnalysis.analysis.id).toBe(id)
  })
})
