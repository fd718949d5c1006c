import { createServer, type AddressInfo } from 'node:net'
import { createHash, randomUUID } from 'node:crypto'
import { createUpload, localActor, type Lab } from '@mitoscope/lab'
import { openTestLab, putRepresentation } from '@mitoscope/lab/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer } from './start-server.ts'

let lab: Lab
beforeAll(async () => void (lab = await openTestLab()))
afterAll(() => lab?.close())

test('a server whose port is taken leaves the lab as it is', async () => {
  const { runId } = await putRepresentation(lab, { name: 'a.npz', bytes: Buffer.from('a') }, { width: 8 })
  const hash = createHash('sha256').update(randomUUID()).digest('hex')
  const made = await createUpload(lab, localActor, { runId, fileName: 'b.npz', bytes: 1, hash })
  if (!('upload' in made)) throw new Error('It is known already')
  await lab.db
    .updateTable('upload')
    .set({ expiresAt: new Date(0) })
    .execute()
  const stateOf = () => lab.db.selectFrom('upload').select('state').execute()
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  await expect(startServer(lab, { port })).rejects.toThrow('is in use by another program')
  expect(await stateOf()).toEqual([{ state: 'receiving' }])
  other.close()
  const server = await startServer(lab, { port: 0 })
  await server.close()
  expect(await stateOf()).toEqual([{ state: 'expired' }])
})
