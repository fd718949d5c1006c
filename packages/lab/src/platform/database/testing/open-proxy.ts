import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface Proxy {
  /** URL of the target through the proxy. */
  readonly url: string
  /** Breaks all connections, and rejects new ones. */
  cut(): void
  /** Passes nothing on any more, in either direction, on the connections that are open. */
  hush(): void
  /** Accepts connections again. */
  mend(): void
  close(): Promise<void>
}

/** Opens a proxy to a server whose connections can be broken. */
export async function openProxy(target: string): Promise<Proxy> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let isCut = false
  const server = createServer((near) => {
    if (isCut) return void near.destroy()
    const far = connect(Number(port), hostname)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ]) {
      sockets.add(from)
      from.on('error', () => {}).on('close', () => void (sockets.delete(from), to.destroy()))
      from.pipe(to)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(target)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  const breakAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: url.href,
    cut() {
      isCut = true
      breakAll()
    },
    hush() {
      for (const socket of sockets) socket.unpipe().pause()
    },
    mend: () => void (isCut = false),
    async close() {
      breakAll()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
