import type { Figure } from '@mitoscope/figures'

/** Draws figures one after the other, and lets the page answer in between. Undefined once they are not wanted any more. */
export async function drawInTurn(
  figures: Iterable<Figure>,
  isGone: () => boolean,
): Promise<readonly Figure[] | undefined> {
  const drawn: Figure[] = []
  for (const figure of figures) {
    drawn.push(figure)
    await new Promise((resolve) => setTimeout(resolve))
    if (isGone()) return undefined
  }
  return drawn
}
