import { ApolloServer } from '@apollo/server'
import { expressMiddleware } from '@as-integrations/express5'
import type { Actor, Lab } from '@mitoscope/lab'
import { json, Router, type Request, type RequestHandler } from 'express'
import { createContext, type Context } from '../graphql/context.ts'
import { formatError } from '../graphql/errors.ts'
import { checkDocument } from '../limits/check-document.ts'
import { mostTokens } from '../limits/limits.ts'
import { refuseNesting } from '../limits/refuse-nesting.ts'
import { observeOperations } from '../operations/observe-operations.ts'
import type { ServerMetrics } from '../operations/server-metrics.ts'
import { answerError } from './answer-errors.ts'
import { answerGraphiql } from './graphiql.ts'
import { answerInTime } from './answer-in-time.ts'
import { answerValidationLegacy } from './answer-validation-legacy.ts'
import type { AppOptions } from './app-options.ts'
import { refuseOtherKinds } from './refuse-other-kinds.ts'
import { requestIdOf } from './request-id.ts'

/** Largest body of a request: a batch of metrics fits, and nothing that would hold up the others. */
const largestBody = 2 * 2 ** 20

/** GraphQL over HTTP at the path where it is mounted. */
export async function createGraphqlEndpoint(lab: Lab, metrics: ServerMetrics, options: AppOptions) {
  const { schema, access, timeLimit = 30_000 } = options
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: access.mode === 'team',
    stopOnTerminationSignals: false,
    persistedQueries: false,
    parseOptions: { maxTokens: mostTokens },
    formatError: (formatted, error) => formatError(formatted, error, lab.log),
    plugins: [answerValidationLegacy, observeOperations(metrics)],
  })
  await apollo.start()

  const actors = new WeakMap<Request, Actor>()
  // Before the body is read: a stranger's is not.
  const requireActor: RequestHandler = async (request, response, next) => {
    const actor = await access.authenticate(request)
    if (!actor) return answerError(response, 401, 'UNAUTHENTICATED', 'Sign in, or send an API token.')
    actors.set(request, actor)
    next()
  }
  const context = async ({ req }: { req: Request }) => {
    const { source, variables } = readOperation(req)
    if (source !== undefined) checkDocument(schema, source, variables)
    return createContext(lab, actors.get(req)!, requestIdOf(req))
  }
  const router = Router()
  router.use(answerGraphiql, answerInTime(timeLimit), refuseOtherKinds, requireActor)
  const verify = (_: unknown, __: unknown, body: Uint8Array) => refuseNesting(body)
  router.use(json({ limit: largestBody, verify }), expressMiddleware(apollo, { context }))
  return { router, close: () => apollo.stop() }
}

function readOperation(request: Request) {
  const { query, variables } = ((request.method === 'GET' ? request.query : request.body) ?? {}) as Record<
    string,
    unknown
  >
  return {
    source: typeof query === 'string' ? query : undefined,
    variables: (typeof variables === 'string' ? parseJson(variables) : variables) as
      Record<string, unknown> | undefined,
  }
}

/** Undefined for text that is no JSON: Apollo says so to the caller. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
