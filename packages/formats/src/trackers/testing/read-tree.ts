import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { FileTree } from '../tracked-run.ts'

/** Reads the files below a folder. */
export function readTree(root: string, isWanted: (entry: { readonly name: string }) => boolean) {
  const files = new Map<string, Uint8Array>(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && isWanted(entry))
      .map(({ parentPath, name }) => [
        relative(root, join(parentPath, name)),
        readFileSync(join(parentPath, name)),
      ]),
  )
  return { files, tree: treeOf(files) }
}

/** Returns files in memory as a tree. */
export function treeOf(contents: ReadonlyMap<string, Uint8Array>): FileTree {
  return {
    paths: [...contents.keys()].toSorted(),
    read: (path, most) => Promise.resolve(contents.get(path)!.subarray(0, most)),
    readEnd: (path, most) => Promise.resolve(contents.get(path)!.subarray(-most)),
  }
}
