import { createHash } from 'node:crypto'
import type { Response } from 'express'

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
main { max-width: 24rem; margin: 12vh auto; padding: 0 1rem }
h1 { font-size: 1.4rem }
label { display: block; margin: 1rem 0 .25rem }
input { font: inherit; width: 100%; box-sizing: border-box; padding: .5rem }
button, .button { font: inherit; display: inline-block; margin-top: 1.25rem; padding: .5rem 1rem; cursor: pointer }
.problem { border-left: .25rem solid #c33; padding-left: .75rem }
`
const styleHash = createHash('sha256').update(style).digest('base64')

/** Escapes text for HTML. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

export interface Page {
  readonly title: string
  /** HTML of the body. */
  readonly body: string
  readonly problem?: string
  readonly status?: number
}

/** Sends a page that runs no script, loads no resource, and may be neither framed nor cached. */
export function sendPage(response: Response, { title, body, problem, status = 200 }: Page): void {
  response
    .status(status)
    .set({
      'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    })
    .type('html').send(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeText(title)} – Mitoscope</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeText(title)}</h1>
${problem === undefined ? '' : `<p class="problem" role="alert">${escapeText(problem)}</p>`}
${body}
</main>
</body>
</html>
`)
}
