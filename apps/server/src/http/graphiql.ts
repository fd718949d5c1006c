import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { RequestHandler } from 'express'

const example = `# Everything that the server knows is in the documentation at the left.
{
  projects {
    nodes {
      id
      name
      createdAt
    }
  }
}
`

// Everything stands in the page, so it works without a network: the browser is told to fetch nothing from elsewhere.
const policy = [
  "default-src 'self' data: blob:",
  "script-src 'unsafe-inline' 'unsafe-eval' blob:",
  "style-src 'unsafe-inline'",
  "connect-src 'self' ws: wss:",
  "frame-ancestors 'none'",
].join('; ')

let page: Promise<Buffer> | undefined

/** Serves GraphiQL to a browser that opens the API's address. */
export const answerGraphiql: RequestHandler = async (request, response, next) => {
  if (request.method !== 'GET' || !request.headers.accept?.includes('text/html')) return next()
  page ??= renderPage()
  response
    .set({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-cache',
    })
    .vary('accept-encoding')
  const compressed = await page
  if (!request.acceptsEncodings('gzip')) return void response.send(await promisify(gunzip)(compressed))
  response.set('content-encoding', 'gzip').send(compressed)
}

/** Renders the page, nine megabytes that few processes need: loaded at the first request, and compressed once. */
async function renderPage(): Promise<Buffer> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql')
  const html = renderGraphiQL({
    title: 'Mitoscope',
    endpoint: '/graphql',
    subscriptionsProtocol: 'WS',
    defaultQuery: example,
    additionalHeaders: { 'apollo-require-preflight': '1' },
  })
  return promisify(gzip)(html)
}
