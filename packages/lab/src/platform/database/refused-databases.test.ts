import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLab } from '../../open-lab.ts'
import { openScratchDatabase } from '../../testing/open-scratch-database.ts'
import { migrations } from './migrations/migrations.ts'
import { openDatabase } from './open-database.ts'
import { openPostgresql } from './open-postgresql.ts'

const server = process.env.MITOSCOPE_TEST_DATABASE_URL
const root = mkdtempSync(join(tmpdir(), 'mitoscope-refused-'))
const folder = join(root, 'lab')
const readOnly = join(root, 'disk')
mkdirSync(readOnly)
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', readOnly]).status === 0
beforeAll(async () => {
  const database = await openDatabase({ folder })
  await sql`insert into kysely_migration (name, timestamp) values ('0099-future', 'x')`.execute(database.db)
  await database.close()
})
afterAll(() => {
  if (mounted) execFileSync('umount', [readOnly])
  rmSync(root, { recursive: true, force: true })
})

test('a database of a newer version is left alone, and the error says so', async () => {
  const error = await openDatabase({ folder }).catch((reason: Error) => reason)
  expect(error).toMatchObject({ code: 'CONFLICT' })
  for (const part of ['newer version', '0099-future', Object.keys(migrations).at(-1)!, 'Update this version'])
    expect(String(error)).toContain(part)
  expect(readdirSync(folder).toSorted()).toEqual(['database'])
})

test('a database whose control file is zeroed is said to be damaged', async () => {
  const control = join(folder, 'database', 'global', 'pg_control')
  writeFileSync(control, Buffer.alloc(readFileSync(control).length))
  const error = await openDatabase({ folder }).catch((reason: Error) => reason)
  expect(error).toMatchObject({ code: 'CONFLICT' })
  for (const part of [join(folder, 'database'), 'damaged', 'mitoscope restore'])
    expect(String(error)).toContain(part)
  expect(readdirSync(folder)).toEqual(['database'])
})

test.skipIf(!mounted)('a folder that cannot be written to is named with what to do', async () => {
  for (const name of ['.', 'new/lab'])
    await expect(openDatabase({ folder: join(readOnly, name) })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringMatching(/^The data folder .*disk.*--data\.$/),
    })
})

test('an address that is no PostgreSQL server’s is refused without being told', async () => {
  const error = await openPostgresql('mysql://me:secret@host/lab').catch((reason: Error) => reason)
  expect(String(error)).toContain('DATABASE_URL must be the URL of a PostgreSQL server')
  expect(String(error)).toContain('begins with "mysql:"')
  expect(String(error)).not.toContain('secret')
})

test.runIf(server)(
  'a role that may not make tables, or not the schema of the queue, is told which rights it needs',
  async () => {
    const database = await openScratchDatabase(server!)
    const role = `poor_${process.pid}`
    try {
      await sql.raw(`create role ${role} login password 'x'`).execute(database.db)
      const url = Object.assign(new URL(database.url), { username: role, password: 'x' })
      const fail = () => openLab({ folder, databaseUrl: url.href }).catch((reason: Error) => reason)
      const tables = await fail()
      await sql.raw(`grant create on schema public to ${role}`).execute(database.db)
      const queue = await fail()
      for (const error of [tables, queue]) {
        expect(error).toMatchObject({ code: 'FORBIDDEN' })
        expect(String(error)).toContain('The role of DATABASE_URL has too few rights (permission denied for')
      }
      expect(String(tables)).toContain('schema public')
      expect(String(queue)).toContain('permission denied for database')
    } finally {
      await sql.raw(`drop owned by ${role}; drop role ${role}`).execute(database.db)
      await database.close()
    }
  },
)
