import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startMitoscope, type MitoscopeProcess } from '../faults/start-mitoscope.ts'
import { checkPage } from './check-page.ts'
import { hasBrowser, openBrowser, type Browser } from './open-browser.ts'
import { untilAlive, visit } from './visit.ts'

const soon = { timeout: 120_000, interval: 250 }
const password = 'correct horse'

describe.skipIf(!hasBrowser)('a team in its browsers', () => {
  let folder: string
  let server: MitoscopeProcess
  let url: string
  const browsers: Browser[] = []

  const enter = async (link: string, name: string, email?: string): Promise<Page> => {
    const browser = await openBrowser(url)
    browsers.push(browser)
    const page = await browser.context.newPage()
    await page.goto(link)
    if (email !== undefined) await page.getByLabel('Email').fill(email)
    await page.getByLabel('Name').fill(name)
    await page.getByLabel(/^Password/).fill(password)
    await page.getByRole('button', { name: 'Make account' }).click()
    await expect.poll(() => page.locator('h1').textContent(), soon).toBe('Lab')
    return page
  }
  /** Asks as the page's own scripts do: with the session's cookie. */
  const ask = async (page: Page, query: string, variables: object): Promise<Record<string, any>> => {
    const answer = await page.request.post(`${url}/graphql`, {
      headers: { origin: url },
      data: { query, variables },
    })
    const { data, errors } = (await answer.json()) as { data: Record<string, any>; errors?: unknown }
    expect(errors).toBeUndefined()
    return data
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mitoscope-team-'))
    const port = await findPort()
    url = `http://localhost:${port}`
    const args = ['serve', '--team', '--no-worker', '--port', String(port), '--data', folder]
    server = startMitoscope(args, {}, { withDashboard: true })
    await server.ready
  })
  afterAll(async () => {
    for (const browser of browsers) await browser.close()
    await server?.end('SIGTERM')
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
  })

  test('who is invited as a viewer sees, and is refused to change', async () => {
    const [link] = /http:\/\/localhost:\d+\/welcome\?token=[\w-]+/.exec(server.log())!
    const admin = await enter(link, 'Ada', 'ada@example.org')
    await visit(admin, `${url}/start`)
    await admin.getByRole('heading', { name: 'First, a project' }).waitFor()
    const { createProject } = await ask(
      admin,
      'mutation { createProject(input: { name: "shared" }) { project { id } } }',
      {},
    )
    const project = createProject.project.id as string
    const { createModel } = await ask(
      admin,
      'mutation ($input: CreateModelInput!) { createModel(input: $input) { model { id } } }',
      { input: { projectId: project, name: 'wide', architecture: 'mlp', dataset: 'mnist' } },
    )
    await ask(admin, 'mutation ($input: CreateRunInput!) { createRun(input: $input) { run { id } } }', {
      input: { modelId: createModel.model.id, name: 'theirs', width: 8, seed: 0 },
    })
    const { inviteUser } = await ask(
      admin,
      'mutation ($input: InviteUserInput!) { inviteUser(input: $input) { link } }',
      { input: { email: 'vera@example.org', projects: [{ projectId: project, role: 'VIEWER' }] } },
    )
    const viewer = await enter(inviteUser.link, 'Vera')
    await visit(viewer, `${url}/runs`)
    await viewer.getByRole('link', { name: 'theirs' }).waitFor()
    await viewer.getByRole('link', { name: 'theirs' }).click()
    const edit = viewer.getByRole('button', { name: 'Edit the name of theirs' })
    await edit.waitFor()
    await expect.poll(() => edit.isDisabled(), soon).toBe(true)
    await expect.poll(() => viewer.getByText(/viewer/).count(), soon).toBeGreaterThan(0)
    expect(await checkPage(viewer, 'run-viewer')).toEqual([])
    const refused = await viewer.request.post(`${url}/graphql`, {
      headers: { origin: url },
      data: { query: 'mutation { createProject(input: { name: "mine" }) { project { id } } }' },
    })
    expect(JSON.stringify(await refused.json())).toContain('FORBIDDEN')
    await visit(viewer, `${url}/start`)
    await viewer.getByText(/You are a viewer of shared\. Ask an admin of the project/).waitFor()
    await visit(viewer, `${url}/bin`)
    await viewer.getByText('The bin is empty.').waitFor()
    await visit(viewer, `${url}/settings`)
    await viewer.getByText('Vera').first().waitFor()
    expect(await checkPage(viewer, 'settings-team')).toEqual([])
  })

  test('a session that has ended leads to signing in, and back to the page', async () => {
    const viewer = browsers[1].context.pages()[0]
    await visit(viewer, `${url}/runs?order=width`)
    await viewer.getByRole('link', { name: 'theirs' }).waitFor()
    await browsers[1].context.clearCookies()
    await viewer.reload()
    await untilAlive(viewer)
    await viewer.getByRole('link', { name: 'Sign in' }).click()
    await viewer.getByLabel('Email').fill('vera@example.org')
    await viewer.getByLabel('Password').fill(password)
    await viewer.getByRole('button', { name: 'Sign in' }).click()
    await viewer.getByRole('link', { name: 'theirs' }).waitFor()
    await expect.poll(() => viewer.url(), soon).toBe(`${url}/runs?order=width`)
  })
})

async function findPort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
