import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createProject, localActor, openLab, listProjects } from '@mitoscope/lab'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runMitoscope } from './run-mitoscope.ts'

const place = mkdtempSync(join(tmpdir(), 'mitoscope-backup-'))
const data = join(place, 'lab')
const archive = join(place, 'lab.tar.gz')
const pieces = async function* () {
  yield Buffer.from('a representation')
}
let hash: string

beforeAll(async () => {
  const lab = await openLab({ folder: data })
  await createProject(lab, localActor, { name: 'kept' })
  ;({ hash } = await lab.blobs.put(pieces()))
  const meanwhile = await runMitoscope(['backup', archive, '--data', data])
  expect(meanwhile.code).toBe(1)
  expect(meanwhile.stderr).toContain(`is being served by process ${process.pid}`)
  await lab.close()
})
afterAll(() => rmSync(place, { recursive: true, force: true }))

test('a backup holds records and blobs, and is restored into a new folder', async () => {
  expect((await runMitoscope(['backup', archive, '--data', data])).code).toBe(0)
  const restored = join(place, 'restored')
  expect((await runMitoscope(['restore', archive, '--data', restored])).code).toBe(0)
  const lab = await openLab({ folder: restored })
  const { nodes } = await listProjects(lab, localActor, {})
  const stored = await lab.blobs.stat(hash)
  await lab.close()
  expect(nodes.map(({ name }) => name)).toEqual(['kept'])
  expect(stored).toMatchObject({ bytes: 16 })
  const again = await runMitoscope(['restore', archive, '--data', restored])
  expect(again.code).toBe(1)
  expect(again.stderr).toContain('is not empty')
})

test('what is no backup leaves nothing behind', async () => {
  const broken = join(place, 'broken.tar.gz')
  writeFileSync(broken, 'no archive')
  const { code, stderr } = await runMitoscope(['restore', broken, '--data', join(place, 'new')])
  expect(code).toBe(1)
  expect(stderr).toContain('cannot be restored')
  expect(readdirSync(place).filter((name) => name.includes('new'))).toEqual([])
  const nowhere = await runMitoscope(['backup', archive, '--data', join(place, 'nowhere')])
  expect(nowhere.stderr).toContain('does not hold a lab')
})
