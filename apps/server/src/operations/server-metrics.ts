import { countJobs, type Lab } from '@mitoscope/lab'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { ServerState } from './server-state.ts'

/**
 * Prometheus metrics of a server. Labels take only values defined here: values from callers would be
 * unbounded.
 */
export interface ServerMetrics {
  readonly registry: Registry
  countRequest(route: string, method: string, status: number, seconds: number): void
  countOperation(kind: string, field: string, outcome: string, seconds: number): void
}

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

export function openMetrics(lab: Lab, state: ServerState): ServerMetrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'mitoscope_http_request_seconds',
    help: 'Time until an answer was sent, by route, method and status.',
    labelNames: ['route', 'method', 'status'],
    buckets,
    registers,
  })
  const operations = new Histogram({
    name: 'mitoscope_graphql_operation_seconds',
    help: 'Time until a GraphQL operation was answered, by its kind, its first field and how it ended.',
    labelNames: ['kind', 'field', 'outcome'],
    buckets,
    registers,
  })
  const errors = new Counter({
    name: 'mitoscope_graphql_failed_operations_total',
    help: 'GraphQL operations that were answered with errors, by the code of the first.',
    labelNames: ['outcome'],
    registers,
  })
  new Gauge({
    name: 'mitoscope_subscriptions',
    help: 'Subscriptions that are open.',
    registers,
    collect() {
      this.set(state.countSubscriptions())
    },
  })
  new Gauge({
    name: 'mitoscope_jobs',
    help: 'Jobs of the lab, by kind and state.',
    labelNames: ['kind', 'state'],
    registers,
    async collect() {
      const counts = await countJobs(lab)
      this.reset()
      for (const { kind, state, jobs } of counts) this.set({ kind, state }, jobs)
    },
  })
  return {
    registry,
    countRequest: (route, method, status, seconds) =>
      requests.observe({ route, method, status: String(status) }, seconds),
    countOperation(kind, field, outcome, seconds) {
      operations.observe({ kind, field, outcome }, seconds)
      if (outcome !== 'OK') errors.inc({ outcome })
    },
  }
}
