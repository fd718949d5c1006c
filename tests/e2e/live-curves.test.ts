import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../faults/api.ts'
import { hasBrowser, openBrowser, type Browser } from './open-browser.ts'
import { openLab, type E2eLab } from './open-lab.ts'
import { openFirstPage, visit } from './visit.ts'

describe.skipIf(!hasBrowser)('the page of a run that logs all the time', () => {
  let lab: E2eLab
  let browser: Browser
  let page: Page
  let runId: string

  beforeAll(async () => {
    lab = await openLab(async ({ db }) => {
      const [projectId, modelId] = [randomUUID(), randomUUID()]
      await db.insertInto('project').values({ id: projectId, name: 'live' }).execute()
      const model = { name: 'wide', architecture: 'mlp', dataset: 'mnist' }
      await db
        .insertInto('model')
        .values({ ...model, id: modelId, projectId })
        .execute()
      const run = { name: 'fed', width: 8, seed: 1, dataset: 'mnist', state: 'logged' } as const
      await db
        .insertInto('trainingRun')
        .values({ ...run, id: randomUUID(), projectId, modelId })
        .execute()
    })
    browser = await openBrowser(lab.url)
    page = await openFirstPage(browser, lab.url)
    runId = (await ask(lab.url, '{ runs { nodes { id } } }')).runs.nodes[0].id
  })
  afterAll(async () => {
    await browser?.close()
    await lab?.close()
  })

  const log = async (step: number) => {
    const series = [{ name: 'loss', steps: [step], values: [1 / step] }]
    await ask(lab.url, 'mutation ($input: LogMetricsInput!) { logMetrics(input: $input) { added } }', {
      input: { batches: [{ runId, series }] },
    })
  }

  test('its curves grow while messages keep coming, of the messages themselves', async () => {
    await log(1)
    let fetched = 0
    page.on('request', (request) => {
      if (request.postData()?.includes('query RunPage')) fetched++
    })
    await visit(page, `${lab.url}/run?id=${runId}`)
    await page.getByText('· 1 point', { exact: true }).waitFor()
    let [step, seen, done] = [1, 0, false]
    const logging = (async () => {
      while (!done) {
        await log(++step)
        await new Promise((resolve) => setTimeout(resolve, 300))
      }
    })()
    const counts = new Set<string>()
    await expect
      .poll(async () => {
        counts.add((await page.locator('figcaption').innerText()).match(/· ([\d,]+) points?/)![1])
        seen = counts.size
        return seen
      })
      .toBeGreaterThan(5)
    done = true
    await logging
    await page.getByText(`· ${step} points`, { exact: true }).waitFor()
    await page.getByText(`loss: last ${Number((1 / step).toPrecision(3))}`).waitFor()
    // Opened once; and once more at most, if a point came between the page and its subscription.
    expect(fetched).toBeLessThanOrEqual(2)
  })

  test('curves are drawn over the axis that the script set, or the one that is chosen', async () => {
    const begin = Date.parse('2026-03-01T12:00:00Z')
    const steps = Array.from({ length: 20 }, (_, i) => i)
    const times = steps.map((step) => begin + 30_000 * step)
    const series = [
      { name: 'eval', steps, values: steps.map((step) => 1 / (step + 1)), times, stepMetric: 'tokens' },
      { name: 'tokens', steps, values: steps.map((step) => 512 * step), times },
    ]
    await ask(lab.url, 'mutation ($input: LogMetricsInput!) { logMetrics(input: $input) { added } }', {
      input: { batches: [{ runId, series }] },
    })
    await visit(page, `${lab.url}/run?id=${runId}`)
    await page.getByRole('img', { name: /^eval by tokens/ }).waitFor()
    await page.getByRole('img', { name: /^tokens by step/ }).waitFor()
    await page.getByLabel('Horizontal axis').selectOption('time since the first point')
    const curve = page.getByRole('img', { name: /^eval by seconds since the first point/ })
    await curve.locator('svg').waitFor()
    // Twenty points half a minute apart end after 570 seconds: the ticks are those of seconds, not of 10,000 tokens.
    await expect.poll(() => curve.textContent()).toMatch(/0200400seconds since the first point/)
    expect(page.url()).toContain('x=relative')
    await page.getByLabel('Horizontal axis').selectOption('step')
    await page.getByRole('img', { name: /^eval by step/ }).waitFor()
    await visit(page, `${lab.url}/compare?runs=${runId}&metric=eval&x=metric:tokens`)
    await page.getByRole('heading', { name: 'Metric by tokens' }).waitFor()
    await page.getByRole('img', { name: /^eval by tokens\..* at 9,728/ }).waitFor()
    await page.getByLabel('Horizontal axis').selectOption('time of day')
    await page.getByRole('img', { name: /^eval by time\..* at .*2026/ }).waitFor()
  })
})
