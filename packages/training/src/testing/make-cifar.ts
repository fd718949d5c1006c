/** Returns images of three planes each, [count, 3072], in which every value depends on image, plane and place. */
export function makePlanes(count: number, first = 0): Uint8Array {
  return Uint8Array.from({ length: count * 3_072 }, (_, i) => {
    const [image, plane, place] = [Math.floor(i / 3_072) + first, Math.floor((i % 3_072) / 1_024), i % 1_024]
    return (31 * image + 77 * plane + 7 * place + (place >> 5)) % 256
  })
}

/** Encodes one of CIFAR's binary files, with label bytes before each image. */
export function encodeCifarBinary(planes: Uint8Array, labels: readonly (readonly number[])[]): Uint8Array {
  const record = labels[0].length + 3_072
  const bytes = new Uint8Array(labels.length * record)
  labels.forEach((each, i) => {
    bytes.set([...each, ...planes.subarray(i * 3_072, (i + 1) * 3_072)], i * record)
  })
  return bytes
}
