import { mkdtemp, rm } from 'node:fs/promises'
import type { Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type S3rver from 's3rver'

export interface ObjectStorage {
  readonly bucketUrl: string
  /** Stops answering; keeps the stored objects. */
  stop(): Promise<void>
  /** Answers again at the same address. */
  start(): Promise<void>
  close(): Promise<void>
}

const variables = ['AWS_ENDPOINT_URL', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] as const

/**
 * Starts a server of the S3 API on the loopback address, to which this process's AWS variables point until it
 * is closed.
 */
export async function startObjectStorage(): Promise<ObjectStorage> {
  const directory = await mkdtemp(join(tmpdir(), 'mitoscope-s3-'))
  const before = variables.map((name) => [name, process.env[name]] as const)
  let port = 0
  let server: (S3rver & { httpServer?: HttpServer }) | undefined
  const start = async () => {
    const { default: Server } = await import('s3rver')
    server = new Server({
      address: '127.0.0.1',
      port,
      silent: true,
      directory,
      configureBuckets: [{ name: 'lab', configs: [] }],
    })
    const address = (await server.run()) as AddressInfo
    port = address.port
  }
  const stop = async () => {
    const closed = server?.close()
    // Connections that clients keep for later would be waited for.
    server?.httpServer?.closeAllConnections()
    await closed
    server = undefined
  }
  await start()
  process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${port}`
  process.env.AWS_ACCESS_KEY_ID = 'S3RVER'
  process.env.AWS_SECRET_ACCESS_KEY = 'S3RVER'
  return {
    // Each storage has a folder of its own, so that nothing takes one for another that was at the same name.
    bucketUrl: `s3://lab/some/${basename(directory)}`,
    start,
    stop,
    async close() {
      await stop()
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name]
        else process.env[name] = value
      }
      await rm(directory, { recursive: true, force: true })
    },
  }
}
