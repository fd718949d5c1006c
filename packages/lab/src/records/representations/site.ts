import { sql, type RawBuilder } from 'kysely'
import { badInput } from '../../platform/errors/lab-error.ts'
import { rejectUnstorable } from '../../platform/rows/text-fields.ts'

/** Name of the site of representations whose layer was not named. */
export const lastHidden = 'last-hidden'

/** Layer of a network that a representation is taken from, as a caller gives it. */
export interface GivenSite {
  /** Name of the layer, for example "layer4"; the last hidden layer by default. */
  readonly site?: string | null
  /** Kind of the layer, for example "block" or "attention". */
  readonly siteKind?: string | null
  /** Position of the layer in the order of the network. */
  readonly sitePosition?: number | null
}

/** Columns of a site, in which null stands for what is not known. */
export interface SiteColumns {
  readonly site: string | null
  readonly siteKind: string | null
  readonly sitePosition: number | null
}

const [maxNameLength, maxKindLength] = [200, 50]

/** Validates a site. Throws BAD_USER_INPUT for one that cannot be stored. */
export function parseSite({ site, siteKind, sitePosition = null }: GivenSite): SiteColumns {
  if (
    sitePosition !== null &&
    !(Number.isInteger(sitePosition) && sitePosition >= 0 && sitePosition < 2 ** 31)
  )
    throw badInput(
      'sitePosition',
      `${sitePosition} is not a position`,
      'Give an integer from 0, or leave it out',
    )
  return {
    site: parseText('site', site, maxNameLength),
    siteKind: parseText('siteKind', siteKind, maxKindLength),
    sitePosition,
  }
}

function parseText(field: string, given: string | null | undefined, maxLength: number): string | null {
  if (given === null || given === undefined) return null
  rejectUnstorable(field, given)
  const text = given.trim()
  const remedy = 'Give the name of a layer, such as "layer4", or leave it out'
  if (text === '') throw badInput(field, 'it is empty', remedy)
  if (/\p{Cc}/u.test(text)) throw badInput(field, `${JSON.stringify(text)} has control characters`, remedy)
  if (text.length <= maxLength) return text
  throw badInput(field, `${text.length} characters are too many`, `Use at most ${maxLength}`)
}

/**
 * Returns the condition that a site is the one asked for. Without one that is the last hidden layer, or, in a model whose
 * representations are all of one other site, that one: so no mean is over several sites.
 */
export function isOfSite(
  { site, model }: { readonly site: RawBuilder<unknown>; readonly model: RawBuilder<unknown> },
  asked: string | null | undefined,
): RawBuilder<boolean> {
  if (typeof asked === 'string') return sql`${site} = ${asked}`
  return sql`(${site} = ${lastHidden} or (${model}, ${site}) in ${onlySites})`
}

/** Models without a representation of the last hidden layer whose others are all of one site. */
const onlySites = sql`(
  select owner.model_id, min(other.site)
  from representation as other join training_run as owner on owner.id = other.run_id
  where other.site <> 'last-hidden' and other.deleted_at is null and owner.deleted_at is null
    and not exists (select from representation as usual join training_run as sibling on sibling.id = usual.run_id
      where sibling.model_id = owner.model_id and usual.site = 'last-hidden' and usual.deleted_at is null
        and sibling.deleted_at is null)
  group by owner.model_id having count(distinct other.site) = 1)`
