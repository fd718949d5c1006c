/** Controls of a dataset, which show whether a result depends on the structure of the data. */
export const controls = [
  { id: 'none', title: 'None' },
  /** Permutes the labels of each split, so that inputs are independent of labels. */
  { id: 'shuffled-labels', title: 'Shuffled labels' },
  /** Replaces inputs by independent standard normal numbers; labels stay. */
  { id: 'gaussian-inputs', title: 'Gaussian inputs, labels as they were' },
  /** Replaces inputs likewise, and labels by those of a random linear teacher. */
  { id: 'gaussian-teacher', title: 'Gaussian inputs, labels of a random linear teacher' },
] as const

export type ControlName = (typeof controls)[number]['id']

export const controlNames: readonly ControlName[] = controls.map(({ id }) => id)
