import { randomUUID } from 'node:crypto'
import type { Lab } from '@mitoscope/lab'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../faults/api.ts'
import { hasBrowser, openBrowser, type Browser } from './open-browser.ts'
import { openLab, type E2eLab } from './open-lab.ts'
import { openFirstPage, visit, widthBeyond } from './visit.ts'

const long = `resnet-${'with_a_long_name_'.repeat(10)}`
const traceback = `Traceback (most recent call last):\n  File "/home/${'folder/'.repeat(30)}train.py", line 3\n${'X'.repeat(300)}Error`

describe.skipIf(!hasBrowser)('runs with long names, tracebacks, and nothing in them', () => {
  let lab: E2eLab
  let browser: Browser
  let page: Page
  const ids: Record<string, string> = {}
  const runs = { failed: randomUUID(), empty: randomUUID(), stamped: randomUUID(), measured: randomUUID() }

  beforeAll(async () => {
    lab = await openLab((made) => fillLab(made, runs))
    browser = await openBrowser(lab.url)
    page = await openFirstPage(browser, lab.url)
    const { runs: all } = await ask(lab.url, '{ runs { nodes { id name } } }')
    for (const { id, name } of all.nodes) ids[name.split(' ')[0]] = id
    const loss = { name: 'loss', steps: [1], values: [0.5] }
    const input = { batches: [{ runId: ids.stamped, series: [stamps, loss] }] }
    await ask(lab.url, 'mutation ($input: LogMetricsInput!) { logMetrics(input: $input) { added } }', {
      input,
    })
  })
  afterAll(async () => {
    await browser?.close()
    await lab?.close()
  })

  test('nothing of them is wider than a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    const all = Object.values(ids)
    for (const path of [
      '',
      ...all.map((id) => `run?id=${id}`),
      `compare?runs=${all.join()}`,
      'runs',
      'claims',
      'jobs',
    ]) {
      await visit(page, `${lab.url}/${path}`)
      await page.getByText('Loading…').filter({ visible: true }).first().waitFor({ state: 'detached' })
      await expect.poll(async () => [path, await widthBeyond(page)]).toEqual([path, 0])
    }
    await page.setViewportSize({ width: 1320, height: 900 })
  })

  test('tick labels are within their chart, and one point is one point', async () => {
    await visit(page, `${lab.url}/run?id=${ids.stamped}`)
    const chart = page.getByRole('img', { name: /^_timestamp by step/ })
    await chart.locator('svg').waitFor({ state: 'attached' })
    const clipped = await chart.locator('svg').evaluate((svg: any) => {
      const { left, right } = svg.getBoundingClientRect()
      return [...svg.querySelectorAll('text')]
        .filter((text: any) => {
          const box = text.getBoundingClientRect()
          return box.left < left - 0.5 || box.right > right + 0.5
        })
        .map((text: any) => text.textContent)
    })
    expect(clipped).toEqual([])
    await page.getByText('· 1 point', { exact: true }).waitFor()
  })

  test('Compare names the run that holds nothing', async () => {
    await visit(page, `${lab.url}/compare?runs=${ids.stamped},${ids.empty}`)
    const note = page.locator('.card').filter({ hasText: '1 run is empty' })
    await note.getByRole('link', { name: 'empty' }).waitFor()
    await page.locator('.compare-legend').getByText('(1 of 2 empty)').waitFor()
  })

  test('Home leaves the analyses of deleted runs out', async () => {
    const finished = page.getByRole('region', { name: 'Finished recently' })
    await visit(page, lab.url)
    await finished.getByRole('link', { name: 'groups of measured' }).waitFor()
    await ask(lab.url, 'mutation ($ids: [ID!]!) { deleteRuns(input: { ids: $ids }) { runs { id } } }', { ids: [ids.measured] }) // prettier-ignore
    await visit(page, lab.url)
    await finished.getByText('Nothing yet.').waitFor()
  })

  test('a lab whose runs are all deleted has no runs, and says how to make one', async () => {
    await ask(lab.url, 'mutation ($ids: [ID!]!) { deleteRuns(input: { ids: $ids }) { runs { id } } }', { ids: Object.values(ids) }) // prettier-ignore
    for (const path of ['runs', 'runs?by=dataset']) {
      await visit(page, `${lab.url}/${path}`)
      await page.getByText('There are no runs yet.').waitFor()
      await page.getByRole('link', { name: 'Start a sweep or a run' }).waitFor()
    }
    await visit(page, `${lab.url}/runs?q=nothing`)
    await page.getByText('No runs match. Remove a filter.').waitFor()
  })

  test.each(['run', 'sweep', 'analysis', 'groups', 'project'])(
    'an address with no id of a %s',
    async (kind) => {
      await visit(
        page,
        kind === 'project' ? `${lab.url}/?project=nonsense` : `${lab.url}/${kind}?id=nonsense`,
      )
      await page.getByRole('heading', { name: /not found$/ }).waitFor()
      expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0)
      browser.complaints.length = 0
    },
  )
})

const steps = Array.from({ length: 40 }, (_, i) => i + 1)
const stamps = { name: '_timestamp', steps, values: steps.map((step) => 1_764_000_000 + 7 * step) }

async function fillLab(
  { db }: Lab,
  runs: Readonly<Record<'failed' | 'empty' | 'stamped' | 'measured', string>>,
): Promise<void> {
  const [projectId, modelId, representationId] = [randomUUID(), randomUUID(), randomUUID()]
  await db.insertInto('project').values({ id: projectId, name: long }).execute()
  await db
    .insertInto('model')
    .values({ id: modelId, projectId, name: `${long}_model`, architecture: 'mlp', dataset: 'mnist' })
    .execute()
  const run = { projectId, modelId, width: 8, seed: 1, dataset: 'mnist' }
  const failure = JSON.stringify({ code: 'FAILED', message: traceback })
  await db
    .insertInto('trainingRun')
    .values([
      { ...run, id: runs.failed, name: `failed ${long}`, state: 'failed', failure },
      { ...run, id: runs.empty, name: 'empty', seed: 2, state: 'logged' },
      { ...run, id: runs.measured, name: 'measured', seed: 4, state: 'logged' },
      { ...run, id: runs.stamped, name: `stamped ${long}`, seed: 3, state: 'logged' },
    ])
    .execute()
  const file = { fileName: 'a.npz', format: 'npz', blobHash: 'a'.repeat(64), inputHash: 'b'.repeat(64), width: 8, testRows: 4 } // prettier-ignore
  await db.insertInto('blob').values({ hash: file.blobHash, bytes: 200 }).execute()
  await db
    .insertInto('representation')
    .values({ ...file, id: representationId, projectId, runId: runs.measured })
    .execute()
  const analysis = {
    measure: 'groups',
    version: 1,
    options: '{}',
    seed: 0,
    question: 'q',
    state: 'finished',
  } as const
  await db
    .insertInto('analysis')
    .values({
      ...analysis,
      id: randomUUID(),
      projectId,
      representationId,
      runId: runs.measured,
      finishedAt: new Date(),
    })
    .execute()
}
