'use client'
import { createContext, use, useSyncExternalStore } from 'react'
import { createConnection, type Connection, type ConnectionState } from './connection.ts'

export const ConnectionContext = createContext<Connection>(createConnection())

/** Whether the server is there, and since when it is not. */
export function useConnection(): ConnectionState {
  const connection = use(ConnectionContext)
  return useSyncExternalStore(connection.subscribe, connection.read, connection.read)
}
