import type { ApolloServerPlugin } from '@apollo/server'
import { Kind, type OperationDefinitionNode } from 'graphql'
import type { Context } from '../graphql/context.ts'
import type { ServerMetrics } from './server-metrics.ts'

/** Counts every GraphQL operation by its kind, its first field and its outcome. */
export function observeOperations(metrics: ServerMetrics): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      const from = performance.now()
      return {
        async willSendResponse({ operation, response }) {
          const [error] = response.body.kind === 'single' ? (response.body.singleResult.errors ?? []) : []
          const outcome = error ? String(error.extensions?.code ?? 'UNKNOWN') : 'OK'
          const seconds = (performance.now() - from) / 1000
          // There is an operation once it is valid: before, its names are made up by the caller.
          metrics.countOperation(operation?.operation ?? 'none', firstField(operation), outcome, seconds)
        },
      }
    },
  }
}

function firstField(operation: OperationDefinitionNode | undefined): string {
  const first = operation?.selectionSet.selections[0]
  return first?.kind === Kind.FIELD ? first.name.value : 'none'
}
