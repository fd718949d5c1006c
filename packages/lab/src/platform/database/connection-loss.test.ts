import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { localActor } from '../../records/access/actor.ts'
import { openLab } from '../../open-lab.ts'
import { createProject } from '../../records/projects/create-project.ts'
import { openScratchDatabase } from '../../testing/open-scratch-database.ts'
import { openPostgresql } from './open-postgresql.ts'
import { openProxy } from './testing/open-proxy.ts'

const server = process.env.MITOSCOPE_TEST_DATABASE_URL

test('a server that is not there is named, without its password', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mitoscope-lab-'))
  // Nothing listens on a port of a server that has been closed.
  const gone = await openProxy('postgresql://me:secret@127.0.0.1:1/lab')
  await gone.close()
  const error = await openLab({ folder, databaseUrl: gone.url }).catch((reason: unknown) => reason)
  expect(String(error)).toMatch(
    /The database at 127\.0\.0\.1:\d+\/lab cannot be reached: .*ECONNREFUSED.*Check DATABASE_URL/,
  )
  expect(String(error)).not.toContain('secret')
  await rm(folder, { recursive: true })
})

test.skipIf(!server)('a connection that is lost is said to be, and comes back by itself', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mitoscope-lab-'))
  const scratch = await openScratchDatabase(server!)
  const proxy = await openProxy(scratch.url)
  const lab = await openLab({ folder, databaseUrl: proxy.url })
  try {
    let gaps = 0
    const seen: string[] = []
    lab.events.subscribe(
      ({ id }) => seen.push(id),
      () => gaps++,
    )
    await createProject(lab, localActor, { name: 'before' })
    const transaction = lab.db.transaction().execute(async (db) => {
      await sql`select 1`.execute(db)
      proxy.cut()
      await new Promise((resolve) => setTimeout(resolve, 100))
      await sql`select 1`.execute(db)
    })
    await expect(transaction).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringContaining('The database cannot be reached just now'),
    })
    await expect(createProject(lab, localActor, { name: 'meanwhile' })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    })
    proxy.mend()
    await expect.poll(() => gaps, { timeout: 30_000 }).toBeGreaterThan(0)
    const { id } = await createProject(lab, localActor, { name: 'after' })
    await expect.poll(() => seen, { timeout: 30_000 }).toContain(id)
  } finally {
    await lab.close()
    await proxy.close()
    await scratch.close()
    await rm(folder, { recursive: true })
  }
})

test.skipIf(!server)(
  'a connection that went silent is given up, and the next statement has another',
  async () => {
    const scratch = await openScratchDatabase(server!)
    const proxy = await openProxy(scratch.url)
    const database = await openPostgresql(proxy.url, 500)
    try {
      const transaction = database.db.transaction().execute(async (db) => {
        await sql`select 1`.execute(db)
        proxy.hush()
        await sql`select 2`.execute(db)
      })
      await expect(transaction).rejects.toMatchObject({ code: 'UNAVAILABLE' })
      const { rows } = await sql`select 3 as a`.execute(database.db)
      expect(rows).toEqual([{ a: 3 }])
    } finally {
      // Resolves, though the silent connection never answers its end.
      await database.close()
      await proxy.close()
      await scratch.close()
    }
  },
)
