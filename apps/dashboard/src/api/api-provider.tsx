'use client'
import { useState, createContext, use, useSyncExternalStore, type ReactNode } from 'react'
import { Provider } from 'urql'
import { createApi } from './client.ts'
import { createConnection, type Connection, type ConnectionState } from './connection.ts'

/** Gives every page below it the API of the server it came from. */
export function ApiProvider({ children }: { readonly children: ReactNode }) {
  const [api] = useState(createApi)
  return (
    <ConnectionContext value={api}>
      <Provider value={api.client}>{children}</Provider>
    </ConnectionContext>
  )
}

interface Connected {
  readonly connection: Connection
  /** Asks again for all that is on the page. */
  readonly refetchAll: () => void
}

const ConnectionContext = createContext<Connected>({
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
