import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import express, { Router, type RequestHandler } from 'express'
import { sendPage } from '../http/page.ts'
import { createHash } from 'node:crypto'

/** Dashboard pages: their folder once built, or the reason why they are missing. */
export interface Dashboard {
  readonly folder?: string
  /** Reason why there are no pages. */
  readonly failure?: string
}

const unbuilt =
  'The dashboard is being built, which takes about half a minute. This page asks again by itself.'

/** Serves pages as files at the root to browsers; other requests continue to the next route. */
export function dashboardRoutes(find: () => Dashboard): Router {
  const router = Router()
  let served: { readonly folder: string; readonly files: RequestHandler } | undefined
  router.get(/^\/(_next\/.*|[\w-]*|[\w./-]+\.(txt|svg|ico))$/, async (request, response, next) => {
    const { folder, failure } = find()
    if (folder === undefined) {
      if (!request.accepts('html') || request.path !== '/') return next()
      if (failure === undefined) response.setHeader('refresh', '2')
      return sendPage(response, {
        title: 'Dashboard',
        status: 503,
        body: `<p>${failure === undefined ? unbuilt : 'The API works without it.'}</p><a class="button" href="/graphql">The API</a>`,
        problem: failure,
      })
    }
    const page = /^\/[\w-]*$/.test(request.path)
    if (!page) {
      if (served?.folder !== folder) served = { folder, files: serveFiles(folder) }
      return served.files(request, response, next)
    }
    const html = await readFile(join(folder, `${request.path.slice(1) || 'index'}.html`), 'utf8').catch(
      () => undefined,
    )
    if (html === undefined) return next()
    response
      .set({ 'content-security-policy': writePolicy(html), 'cache-control': 'no-cache' })
      .type('html')
      .send(html)
  })
  return router
}

/** Serves files. Those under _next/static carry a content hash in their names, so they can be cached for good. */
function serveFiles(folder: string): RequestHandler {
  return express.static(folder, {
    index: false,
    redirect: false,
    dotfiles: 'ignore',
    setHeaders(response, path) {
      const kept = path.startsWith(join(folder, '_next', 'static'))
      response.setHeader('cache-control', kept ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
}

/**
 * Returns the Content-Security-Policy of a dashboard page: its own files, and its inline scripts by their
 * hashes.
 */
function writePolicy(html: string): string {
  const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, script]) => script,
  )
  const hashes = inline.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`)
  return [
    "default-src 'self'",
    `script-src 'self' ${[...new Set(hashes)].join(' ')}`,
    // React and Observable Plot set styles of single elements.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "connect-src 'self' ws: wss:",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ')
}
