import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { queueName } from '../queue/queue.ts'
import { openLab } from '../../open-lab.ts'
import { openScratchDatabase } from '../../testing/open-scratch-database.ts'

const server = process.env.MITOSCOPE_TEST_DATABASE_URL

test.skipIf(!server)('an empty database can be opened by several at once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mitoscope-lab-'))
  const database = await openScratchDatabase(server!)
  try {
    const labs = await Promise.all(
      Array.from({ length: 6 }, () => openLab({ folder, databaseUrl: database.url })),
    )
    const queues = await Promise.all(labs.map(({ queue }) => queue.boss.getQueues()))
    expect(queues.map((each) => each.map(({ name }) => name))).toEqual(Array(6).fill([queueName]))
    for (const lab of labs) await lab.close()
  } finally {
    await database.close()
    await rm(folder, { recursive: true })
  }
})
