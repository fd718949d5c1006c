/** Describes the layer of a representation in a few words; without a name it is the last hidden one. */
export function describeSite(name = 'last-hidden'): string {
  return name === 'last-hidden' ? 'last hidden layer' : `layer ${name}`
}
