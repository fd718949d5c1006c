import { ApolloServer, type ApolloServerPlugin } from '@apollo/server'
import { expressMiddleware } from '@as-integrations/express5'
import { LabError, type Actor, type Lab } from '@mitoscope/lab'
import { isUtf8 } from 'node:buffer'
import { json, Router, type Request, type RequestHandler, type Response } from 'express'
import { Kind, OperationTypeNode, type DocumentNode } from 'graphql'
import { createContext, type Context } from '../graphql/context.ts'
import { formatError } from '../graphql/errors.ts'
import { checkDocument } from '../limits/check-document.ts'
import { HeavyOperations } from '../limits/heavy-operations.ts'
import { heavyCost, mostTokens } from '../limits/limits.ts'
import { rejectInexact } from '../limits/reject-inexact.ts'
import { rejectNesting } from '../limits/reject-nesting.ts'
import { rejectRepeatedKeys } from '../limits/reject-repeated-keys.ts'
import { observeOperations } from '../operations/observe-operations.ts'
import type { ServerMetrics } from '../operations/server-metrics.ts'
import { answerError } from './answer-errors.ts'
import { answerGraphiql } from './graphiql.ts'
import { answerInTime, requireJson } from './request-guards.ts'
import type { AppOptions } from './app-options.ts'
import { requestIdOf } from './request-id.ts'
import { sendInPieces } from './send-in-pieces.ts'
import { stringifyAnswer } from './stringify-answer.ts'

/** Largest request body in bytes: a batch of metrics fits, and no body that would delay other requests. */
const largestBody = 2 * 2 ** 20

/** Creates the GraphQL over HTTP endpoint for the path where it is mounted. */
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
    stringifyResult: stringifyAnswer,
    plugins: [answerValidationLegacy, observeOperations(metrics), endHeavyOperations],
  })
  await apollo.start()

  const actors = new WeakMap<Request, Actor>()
  // Before the body is read: a stranger's is not.
  const requireActor: RequestHandler = async (request, response, next) => {
    const actor = await access.authenticate(request)
    if (!actor) return answerError(response, 401, 'UNAUTHENTICATED', await access.explain(request))
    actors.set(request, actor)
    next()
  }
  const heavy = new HeavyOperations()
  const context = async ({ req, res }: { req: Request; res: Response }) => {
    const { source, variables } = parseOperation(req)
    const checked = source === undefined ? undefined : checkDocument(schema, source, variables)
    const actor = actors.get(req)!
    // What a mutation has begun goes on, whoever waits for it.
    const abandoned = checked && isReading(checked.document) ? abandonedSignal(res) : undefined
    const made = createContext(lab, actor, requestIdOf(req), { abandoned })
    if (abandoned && checked!.cost > heavyCost) {
      const end = await heavy.begin(actor.userId ?? '', abandoned)
      ended.set(abandoned, end)
      abandoned.addEventListener('abort', end)
    }
    return made
  }
  const router = Router()
  router.use(answerGraphiql, answerInTime(timeLimit), requireJson, requireActor)
  const texts = new WeakMap<object, string>()
  const verify = (request: object, _: unknown, body: Buffer) => {
    if (!isUtf8(body))
      throw new LabError('BAD_USER_INPUT', 'The body is not UTF-8. Encode it in UTF-8, and send it again.')
    rejectNesting(body)
    const text = body.toString('utf8')
    rejectInexact(text)
    texts.set(request, text)
  }
  const checkKeys: RequestHandler = (request, _, next) => {
    rejectRepeatedKeys(texts.get(request) ?? '', request.body)
    texts.delete(request)
    next()
  }
  const parse = [json({ limit: largestBody, verify }), checkKeys]
  router.use(parse, sendInPieces(), expressMiddleware(apollo, { context }))
  return { router, close: () => apollo.stop() }
}

/** End of each running operation, by the signal of its context, since Apollo copies the context itself. */
const ended = new WeakMap<AbortSignal, () => void>()

/** Releases the next heavy operation when the answer is ready, however slowly its client reads it. */
const endHeavyOperations: ApolloServerPlugin<Context> = {
  async requestDidStart({ contextValue: { abandoned } }) {
    return { willSendResponse: async () => void (abandoned && ended.get(abandoned)?.()) }
  },
}

function isReading({ definitions }: DocumentNode): boolean {
  return definitions.every(
    (node) => node.kind !== Kind.OPERATION_DEFINITION || node.operation === OperationTypeNode.QUERY,
  )
}

function parseOperation(request: Request) {
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

/**
 * Parses JSON; undefined for invalid text, which Apollo reports to the client. Throws for an inexact number and a key that
 * is given twice, as for a body.
 */
function parseJson(text: string): unknown {
  rejectInexact(text, 0)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  rejectRepeatedKeys(text, value, 0)
  return value
}

/** Returns a signal that aborts when a response is closed, or times out, before its answer is ready. */
function abandonedSignal(response: Response): AbortSignal {
  const controller = new AbortController()
  response.once('close', () => {
    controller.abort(
      new LabError('UNAVAILABLE', 'The client closed the connection before the answer was complete.'),
    )
  })
  return controller.signal
}

const invalid: readonly unknown[] = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED']

/**
 * Answers a document that does not parse or validate with 200 if the client accepts only application/json, as
 * the GraphQL over HTTP specification requires: such a client cannot tell by the status whether the server or
 * an intermediary answered.
 */
const answerValidationLegacy: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async willSendResponse({ request, response, errors }) {
        const accept = request.http?.headers.get('accept') ?? ''
        if (accept.includes('application/graphql-response+json')) return
        if (errors?.some(({ extensions }) => invalid.includes(extensions.code))) response.http.status = 200
      },
    }
  },
}
