const [walHeader, frameHeader] = [32, 24]
const magic = 0x377f0682

/**
 * Returns a SQLite database with the committed pages of its write-ahead log in their places (sqlite.org/fileformat2.html,
 * section 4), in rollback mode, as a reader without the log needs it. Frames count up to the last commit whose checksums
 * hold; a log of another database, whose header is damaged, changes nothing.
 */
export function foldWal(database: Uint8Array, wal: Uint8Array): Uint8Array {
  const folded = foldPages(database, wal)
  // Versions of writing and reading: 1 stands for rollback mode, 2 for a write-ahead log.
  if (folded.length >= 20 && folded[18] === 2) folded[18] = folded[19] = 1
  return folded
}

function foldPages(database: Uint8Array, wal: Uint8Array): Uint8Array {
  if (wal.length < walHeader) return database.slice()
  const view = new DataView(wal.buffer, wal.byteOffset, wal.length)
  const kind = view.getUint32(0)
  const isBig = (kind & 1) === 1
  const pageSize = view.getUint32(8)
  const salts = [view.getUint32(16), view.getUint32(20)]
  if ((kind & ~1) >>> 0 !== magic || pageSize < 512 || pageSize > 65_536) return database.slice()
  let sums = addChecksum([0, 0], view, 0, 24, isBig)
  if (sums[0] !== view.getUint32(24) || sums[1] !== view.getUint32(28)) return database.slice()
  let pages = new Map<number, number>()
  let committed = { pages: new Map<number, number>(), size: 0 }
  for (let at = walHeader; at + frameHeader + pageSize <= wal.length; at += frameHeader + pageSize) {
    if (view.getUint32(at + 8) !== salts[0] || view.getUint32(at + 12) !== salts[1]) break
    sums = addChecksum(sums, view, at, at + 8, isBig)
    sums = addChecksum(sums, view, at + frameHeader, at + frameHeader + pageSize, isBig)
    if (sums[0] !== view.getUint32(at + 16) || sums[1] !== view.getUint32(at + 20)) break
    pages.set(view.getUint32(at), at + frameHeader)
    const size = view.getUint32(at + 4)
    if (size > 0) committed = { pages: (pages = new Map(pages)), size }
  }
  if (committed.size === 0) return database.slice()
  const folded = new Uint8Array(committed.size * pageSize)
  folded.set(database.subarray(0, folded.length))
  for (const [page, from] of committed.pages)
    if (page >= 1 && page <= committed.size)
      folded.set(wal.subarray(from, from + pageSize), (page - 1) * pageSize)
  return folded
}

type Sums = readonly [number, number]

/** Adds the bytes from one place to another to a checksum of the log, in words of 32 bits. */
function addChecksum([a, b]: Sums, view: DataView, from: number, to: number, isBig: boolean): Sums {
  let [x, y] = [a, b]
  for (let at = from; at < to; at += 8) {
    x = (x + view.getUint32(at, !isBig) + y) >>> 0
    y = (y + view.getUint32(at + 4, !isBig) + x) >>> 0
  }
  return [x, y]
}
