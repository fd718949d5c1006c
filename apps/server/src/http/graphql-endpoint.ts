import { ApolloServer } from '@apollo/server'
import { expressMiddleware } from '@as-integrations/express5'
import type { Lab } from '@mitoscope/lab'
import { json, Router } from 'express'
import { createContext, type Context } from '../graphql/context.ts'
import { formatError } from '../graphql/errors.ts'
import { answerValidationLegacy } from './answer-validation-legacy.ts'
import { answerError } from './answer-errors.ts'
import type { AppOptions } from './create-app.ts'
import { requestIdOf } from './request-id.ts'

/** Largest body of a request: a batch of metrics fits, and nothing that would hold up the others. */
const largestBody = 4 * 2 ** 20

/** GraphQL over HTTP at the path where it is mounted. */
export async function createGraphqlEndpoint(lab: Lab, { schema, authenticate, team }: AppOptions) {
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: team,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    formatError: (formatted, error) => formatError(formatted, error, lab.log),
    plugins: [answerValidationLegacy],
  })
  await apollo.start()
  const router = Router()
  router.use(json({ limit: largestBody }), async (request, response, next) => {
    const actor = await authenticate(request)
    if (!actor) return answerError(response, 401, 'UNAUTHENTICATED', 'Sign in, or send an API token.')
    const context = async () => createContext(lab, actor, requestIdOf(request))
    await expressMiddleware(apollo, { context })(request, response, next)
  })
  return { router, close: () => apollo.stop() }
}
