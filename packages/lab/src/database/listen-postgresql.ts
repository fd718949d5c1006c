import pg from 'pg'

const firstWait = 250
const longestWait = 10_000

/** Listens on a connection of its own, which is made anew when it breaks; `onGap` follows each new one. */
export async function listenPostgresql(
  url: string,
  channel: string,
  onPayload: (payload: string) => void,
  onGap: () => void,
): Promise<() => Promise<void>> {
  let client: pg.Client | undefined
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  const connect = async () => {
    const next = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, keepAlive: true })
    const lost = () => {
      if (client !== next) return
      client = undefined
      if (!stopped) retry(firstWait)
    }
    next.on('error', lost).on('end', lost)
    next.on('notification', ({ payload }) => onPayload(payload ?? ''))
    await next.connect()
    await next.query(`listen ${pg.escapeIdentifier(channel)}`)
    client = next
  }
  const retry = (wait: number) => {
    timer = setTimeout(() => {
      connect().then(onGap, () => {
        if (!stopped) retry(Math.min(longestWait, 2 * wait))
      })
    }, wait)
  }
  await connect()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await client?.end()
  }
}
