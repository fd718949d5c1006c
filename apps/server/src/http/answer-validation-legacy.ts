import type { ApolloServerPlugin } from '@apollo/server'

const invalid: readonly unknown[] = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED']

/**
 * Answers a document that does not parse or validate with 200 if the client accepts only application/json, as
 * the GraphQL over HTTP specification requires: such a client cannot tell by the status whether the server or
 * an intermediary answered.
 */
export const answerValidationLegacy: ApolloServerPlugin = {
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
