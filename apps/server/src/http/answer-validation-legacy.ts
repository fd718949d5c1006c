import type { ApolloServerPlugin } from '@apollo/server'

const invalid: readonly unknown[] = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED']

/**
 * A client that takes only application/json cannot tell an answer of the server from one of something in between by
 * its status, so a document that does not parse or validate is answered with 200, as the GraphQL over HTTP specification says.
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
