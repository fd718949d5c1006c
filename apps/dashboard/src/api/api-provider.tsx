'use client'
import { useState, type ReactNode } from 'react'
import { Provider } from 'urql'
import { createApi } from './client.ts'
import { ConnectionContext } from './use-connection.ts'

/** Gives every page below it the API of the server it came from. */
export function ApiProvider({ children }: { readonly children: ReactNode }) {
  const [api] = useState(createApi)
  return (
    <ConnectionContext value={api}>
      <Provider value={api.client}>{children}</Provider>
    </ConnectionContext>
  )
}
