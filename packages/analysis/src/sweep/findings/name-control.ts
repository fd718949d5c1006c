/** Names of the kinds of control in texts. */
const names: Readonly<Record<string, string>> = {
  none: 'trained',
  untrained: 'untrained',
  'gaussian-inputs': 'trained on Gaussian inputs',
  'gaussian-teacher': 'trained on Gaussian inputs labelled by a linear teacher',
  'shuffled-labels': 'trained on shuffled labels',
  'decay-from-interpolation': 'weight decay from interpolation on',
}

/** Returns a kind of control in words: "20 % of the labels wrong" for "label-noise-0.2". */
export function nameControl(kind: string): string {
  return kind.split('-and-').map(namePart).join(', ')
}

function namePart(part: string): string {
  const noise = shareOfNoise(part)
  if (noise !== null) return `${Number((100 * noise).toPrecision(3))} % of the labels wrong`
  const [, epoch] = /^decay-from-epoch-(\d+)$/.exec(part) ?? []
  return epoch === undefined ? (names[part] ?? part) : `weight decay from epoch ${epoch} on`
}

/** Returns the share of noisy labels of a kind of control that has label noise and nothing else; null for any other. */
export function shareOfNoise(kind: string): number | null {
  const [, share] = /^label-noise-([\d.e-]+)$/.exec(kind) ?? []
  return share === undefined ? null : Number(share)
}

/** Returns true for a control whose weight decay begins late, and that is ordinary otherwise. */
export function decaysLate(kind: string): boolean {
  return /^decay-from-(interpolation|epoch-\d+)$/.test(kind)
}

/** Returns true for a control whose weight decay begins once the training error is 0, with or without other changes. */
export function waitsForInterpolation(kind: string): boolean {
  return kind.split('-and-').includes('decay-from-interpolation')
}
