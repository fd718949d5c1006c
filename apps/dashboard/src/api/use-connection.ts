'use client'
import { createContext, use, useSyncExternalStore } from 'react'
import { createConnection, type Connection, type ConnectionState } from './connection.ts'

interface Connected {
  readonly connection: Connection
  /** Asks again for all that is on the page. */
  readonly refetchAll: () => void
}

export const ConnectionContext = createContext<Connected>({
  connection: createConnection(),
  refetchAll: () => {},
})

/** Returns the state of the connection to the server. */
export function useConnection(): ConnectionState {
  const { connection } = use(ConnectionContext)
  return useSyncExternalStore(connection.subscribe, connection.read, connection.read)
}

/** Asks again for all that is on the page. */
export function useRefetchAll(): () => void {
  return use(ConnectionContext).refetchAll
}
