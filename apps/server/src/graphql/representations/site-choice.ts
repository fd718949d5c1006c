/** Argument or field that chooses a site, for type-graphql. */
export const siteChoice = {
  nullable: true,
  description:
    'Site of the representations, for example "layer4". Default: "last-hidden", or the only site of the model; without either there is no value.',
} as const

/** Argument or field that chooses a site of runs that are named, for type-graphql. */
export const siteOfRun = {
  nullable: true,
  description:
    'Site of the latest representation of each run, for example "layer4". Default: "last-hidden", or the only site of the run; a run with neither is an error.',
} as const
