import pg from 'pg'

const minRetryMs = 250
const maxRetryMs = 10_000
const checkIntervalMs = 15_000

/**
 * Listens on a separate connection, which is opened again when it breaks; `onGap` follows each reconnection.
 * A quiet lab sends nothing for hours, so a regular statement checks that the server is still connected.
 */
export async function listenPostgresql(
  url: string,
  channel: string,
  onPayload: (payload: string) => void,
  onGap: () => void,
): Promise<() => Promise<void>> {
  let client: pg.Client | undefined
  let stopped = false
  let retrying: NodeJS.Timeout | undefined

  const connect = async () => {
    const next = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 5_000,
      query_timeout: 10_000,
      keepAlive: true,
    })
    const lost = () => {
      if (client !== next) return
      client = undefined
      void next.end().catch(() => {})
      if (!stopped) retry(minRetryMs)
    }
    next.on('error', lost).on('end', lost)
    next.on('notification', ({ payload }) => onPayload(payload ?? ''))
    try {
      await next.connect()
      await next.query(`listen ${pg.escapeIdentifier(channel)}`)
    } catch (error) {
      void next.end().catch(() => {})
      throw error
    }
    if (stopped) return next.end()
    client = next
    watch(next, lost)
  }
  const watch = (current: pg.Client, lost: () => void) => {
    const timer = setInterval(() => {
      if (client === current) current.query('select 1').catch(lost)
      else clearInterval(timer)
    }, checkIntervalMs)
    timer.unref()
  }
  const retry = (retryMs: number) => {
    retrying = setTimeout(() => {
      connect().then(
        () => void (stopped || onGap()),
        () => void (stopped || retry(Math.min(maxRetryMs, 2 * retryMs))),
      )
    }, retryMs)
  }
  await connect()
  return async () => {
    stopped = true
    clearTimeout(retrying)
    await client?.end()
  }
}
