import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeSafetensors } from '@mitoscope/formats'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Page } from 'playwright-core'
import { makeGroupedLayer } from '../bench/dashboard/make-grouped-layer.ts'
import { runMitoscope } from '../cli/run-mitoscope.ts'
import { ask } from '../faults/api.ts'
import { checkPage } from './check-page.ts'
import { hasBrowser, openBrowser, type Browser } from './open-browser.ts'
import { openLab, type E2eLab } from './open-lab.ts'
import { downloadFile } from './download-file.ts'
import { untilAlive, visit } from './visit.ts'

const soon = { timeout: 240_000, interval: 250 }

describe.skipIf(!hasBrowser)('what people come for', () => {
  let lab: E2eLab
  let browser: Browser
  let page: Page
  let sweep: string
  let folder: string

  const heading = () => page.locator('h1').first().textContent()
  const open = (path: string) => visit(page, `${lab.url}${path}`)

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mitoscope-journeys-'))
    lab = await openLab()
    browser = await openBrowser(lab.url)
    page = await browser.context.newPage()
    sweep = await lab.startSweep('digits', { seeds: [0, 1] })
    const query = 'query ($id: ID!) { sweep(id: $id) { progress { state } report { madeAt } } }'
    await vi.waitFor(async () => {
      const { sweep: now } = await ask(lab.url, query, { id: sweep })
      expect(now.progress.state).toBe('FINISHED')
      expect(now.report).not.toBe(null)
    }, soon)
  })
  afterAll(async () => {
    await browser?.close()
    await lab?.close()
    await rm(folder, { recursive: true, force: true })
  })

  test('the critical width is found from the first page', async () => {
    await page.goto(lab.url)
    await expect.poll(heading, soon).toBe('Lab')
    const sweeps = page.getByRole('region', { name: 'Sweeps' })
    await sweeps.getByText('As a table and files').first().click()
    const small = (await downloadFile(page, /^SVG/, sweeps)).toString()
    await sweeps.getByRole('link', { name: 'digits', exact: true }).click()
    await expect.poll(heading, soon).toBe('digits')
    const { sweep: read } = await ask(
      lab.url,
      'query ($id: ID!) { sweep(id: $id) { report { series { sentence } } } }',
      { id: sweep },
    )
    await page.getByText(read.report.series[0].sentence).first().waitFor()
    await page.locator('figure img').first().waitFor()
    const figure = page
      .locator('figure')
      .filter({ has: page.getByRole('img', { name: /^Number of groups/ }) })
    expect((await downloadFile(page, /^SVG/, figure)).toString()).toBe(small)
  })

  test('runs are ticked, compared and taken away', async () => {
    await open('/runs')
    const boxes = page.locator('tbody input[type=checkbox]')
    await expect.poll(() => boxes.count(), soon).toBeGreaterThanOrEqual(4)
    for (const row of [0, 1, 2, 3]) await boxes.nth(row).check()
    await page.getByRole('link', { name: 'Compare', exact: true }).last().click()
    await expect.poll(heading, soon).toBe('Compare')
    await page.locator('.compare-chart svg, .compare-chart canvas').first().waitFor({ state: 'attached' })
    // Curves of the page are loaded one by one.
    await page.waitForLoadState('networkidle')
    const figure = page.locator('figure').first()
    const svg = (await downloadFile(page, /^SVG/, figure)).toString()
    const recipe = join(folder, 'recipe.json')
    await writeFile(recipe, await downloadFile(page, /^Recipe/, figure))
    expect((await runMitoscope(['draw', recipe])).stdout).toBe(svg)
    expect((await downloadFile(page, /^PDF/, figure)).subarray(0, 5).toString()).toBe('%PDF-')
    expect((await downloadFile(page, /^NPY/, figure)).subarray(1, 6).toString()).toBe('NUMPY')
    expect((await downloadFile(page, /^CSV/, figure)).toString().split('\r\n').length).toBeGreaterThan(12)
    expect((await downloadFile(page, /^LaTeX/, figure)).toString()).toContain('\\toprule')
    await page.getByRole('combobox', { name: 'Baseline' }).selectOption({ index: 1 })
    await expect.poll(() => page.url(), soon).toContain('baseline=')
    expect(await checkPage(page, 'compare-baseline')).toEqual([])
  })

  test('a figure of the paper fills the form in, at the scale for two cores', async () => {
    await open('/start')
    const figure = page.getByLabel('Figure of the paper')
    // The figures come from the server, after the form.
    const small = figure.locator('option').filter({ hasText: /with and without weight decay.*small/i })
    await small.waitFor({ state: 'attached' })
    await figure.selectOption((await small.getAttribute('value'))!)
    const filledIn = { Dataset: 'parity-mnist', 'Weight decays': '0.03, 0', 'Hidden layers': '5' }
    for (const [label, value] of Object.entries(filledIn))
      await expect.poll(() => page.getByLabel(label).inputValue(), soon).toBe(value)
    // The view is its address.
    await page.reload()
    await untilAlive(page)
    await expect.poll(() => page.getByLabel('Weight decays').inputValue(), soon).toBe('0.03, 0')
    await page.getByLabel('Name of the sweep').fill('parity again')
    await expect.poll(() => page.getByText(/^42 runs/).count(), soon).toBe(1)
    expect(await checkPage(page, 'start')).toEqual([])
  })

  test('a representation is uploaded, analysed, and its groups kept and swapped', async () => {
    const file = join(folder, 'theirs.safetensors')
    await writeFile(file, Buffer.concat([...encodeSafetensors(makeGroupedLayer(48))]))
    await open('/start?kind=import')
    await page.getByLabel('Representation').setInputFiles(file)
    await page.getByLabel('Model', { exact: true }).fill('theirs')
    await page.getByLabel('Architecture', { exact: true }).fill('resnet')
    await page.getByLabel('Dataset').fill('cifar-10')
    await page.getByLabel('Width', { exact: true }).fill('48')
    expect(await checkPage(page, 'start-import')).toEqual([])
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByText('Stored: 48 neurons').waitFor({ timeout: soon.timeout })
    await page.getByRole('link', { name: 'Its run' }).click()
    await expect.poll(() => page.url(), soon).toContain('/run?')
    const id = new URL(page.url()).searchParams.get('id')
    const { run } = await ask(lab.url, 'query ($id: ID!) { run(id: $id) { representations { id } } }', { id })
    const { startAnalysis } = await ask(
      lab.url,
      'mutation ($input: StartAnalysisInput!) { startAnalysis(input: $input) { analysis { id } } }',
      { input: { representationId: run.representations[0].id, measure: 'groups', options: { size: 12 } } },
    )
    await open(`/groups?id=${startAnalysis.analysis.id}`)
    await page.getByRole('heading', { name: 'Keep and swap groups' }).waitFor({ timeout: soon.timeout })
    await page.getByRole('button', { name: 'Keep only the first' }).click()
    await page.getByRole('button', { name: 'Measure group 1 alone' }).click()
    await expect
      .poll(
        () =>
          page.getByRole('region', { name: 'Kept and swapped groups' }).locator('tbody td.number').count(),
        soon,
      )
      .toBeGreaterThan(8)
    const kept = JSON.parse((await downloadFile(page, 'JSON of the kept neurons')).toString()) as {
      neurons: number[]
    }
    expect(kept.neurons).toHaveLength(12)
    const between = page.getByRole('group', { name: 'Files of the correlation between groups' })
    const recipe = join(folder, 'between.json')
    await writeFile(recipe, await downloadFile(page, /^Recipe/, between))
    const svg = (await downloadFile(page, /^SVG/, between)).toString()
    expect((await runMitoscope(['draw', recipe])).stdout).toBe(svg)
    expect((await downloadFile(page, /^CSV/, between)).toString().trim().split('\r\n')).toHaveLength(7)
    expect(await checkPage(page, 'groups-kept')).toEqual([])
  })

  test('a point is computed again, and is the same to the last bit', async () => {
    const { analyses } = await ask(
      lab.url,
      '{ analyses(first: 1, filter: { measure: { eq: "reconstruction" }, state: { eq: FINISHED } }) { nodes { id } } }',
    )
    await open(`/analysis?id=${analyses.nodes[0].id}`)
    await page.getByRole('button', { name: 'Compute this point again' }).click()
    // A verdict that merely calls them close says so otherwise.
    await page.getByText(/^✓ Identical to the last bit: all \d/).waitFor({ timeout: soon.timeout })
  })

  test('the palette finds what the lab has', async () => {
    await open('/jobs')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Find or do anything' }).fill('digits')
    await page
      .getByRole('option')
      .filter({ hasText: /^digits/ })
      .first()
      .waitFor()
    expect(await checkPage(page, 'palette')).toEqual([])
    await page.keyboard.press('Enter')
    await expect.poll(heading, soon).toBe('digits')
    expect(browser.complaints).toEqual([])
  })
})
