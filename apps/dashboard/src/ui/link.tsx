'use client'
import NextLink from 'next/link'
import { useState, type ComponentProps } from 'react'

/**
 * A link to another page, which is fetched once one means to go there. Next would fetch every page that any visible link
 * leads to, while the page at hand still has its own to do.
 */
export function Link(props: ComponentProps<typeof NextLink>) {
  const [meant, setMeant] = useState(false)
  const mean = () => setMeant(true)
  return <NextLink {...props} prefetch={meant ? null : false} onPointerEnter={mean} onFocus={mean} />
}
