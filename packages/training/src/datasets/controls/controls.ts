/** What a dataset can be turned into, to see which results hang on its structure. */
export const controls = [
  { id: 'none', title: 'None' },
  /** Labels of each split change places, so that inputs tell nothing about them. */
  { id: 'shuffled-labels', title: 'Shuffled labels' },
  /** Independent standard normal numbers take the place of the inputs; labels stay, and are random now. */
  { id: 'gaussian-inputs', title: 'Gaussian inputs, labels as they were' },
  /** Inputs in the same way; a random linear teacher tells their labels. */
  { id: 'gaussian-teacher', title: 'Gaussian inputs, labels of a random linear teacher' },
] as const

export type ControlName = (typeof controls)[number]['id']

export const controlNames: readonly ControlName[] = controls.map(({ id }) => id)
