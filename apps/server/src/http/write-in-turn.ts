import type { ServerResponse } from 'node:http'

/** Writes a piece of an answer; resolves once more can be written. Throws when the reader has gone. */
export async function writeInTurn(response: ServerResponse, piece: Uint8Array | string): Promise<void> {
  if (!response.destroyed && !response.write(piece))
    await new Promise<void>((resolve) => {
      const goOn = () => {
        response.off('drain', goOn).off('close', goOn)
        resolve()
      }
      response.on('drain', goOn).on('close', goOn)
    })
  if (response.destroyed) throw new ReaderGone()
}

/** Nobody reads an answer to its end. */
export class ReaderGone extends Error {}
