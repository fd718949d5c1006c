import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { LabError } from '@mitoscope/lab'
import proxyAddress from 'proxy-addr'

/** Address of the client that sent a request. */
export type ClientAddress = (request: IncomingMessage) => string

/**
 * Creates the one function that derives the address of a request: that of the connection, or, if the
 * connection is a trusted proxy's, the address in X-Forwarded-For, read from the right as long as each hop is
 * trusted. `trusted` holds addresses, CIDR networks and the names loopback, linklocal and uniquelocal;
 * `onStranger` is called with the first proxy that is not among them. Throws BAD_USER_INPUT for any other
 * entry.
 */
export function openClientAddress(
  trusted: readonly string[] = [],
  onStranger: (address: string) => void = () => {},
): ClientAddress {
  const isTrusted = compile(trusted)
  let toldStranger = false
  return (request) => {
    const hops = proxyAddress.all(request, isTrusted).map(plainAddress)
    // What a proxy wrote that is no address says nothing: the proxy itself is the client then.
    const address = hops.findLast((hop) => isIP(hop) !== 0) ?? ''
    if (!toldStranger && hops.length === 1 && request.headers['x-forwarded-for'] !== undefined) {
      toldStranger = true
      onStranger(address)
    }
    return address
  }
}

/** Names of networks that the library knows. */
const names: readonly string[] = ['loopback', 'linklocal', 'uniquelocal']

function compile(trusted: readonly string[]): (address: string, hop: number) => boolean {
  for (const entry of trusted) {
    try {
      // The library also takes numbers for addresses.
      if (!names.includes(entry) && isIP(entry.split('/')[0]) === 0) throw new TypeError('no address')
      proxyAddress.compile(entry)
    } catch {
      throw new LabError(
        'BAD_USER_INPUT',
        `trusted-proxies: "${entry}" is neither an address nor a network. Give addresses such as 10.0.0.7, networks such as 10.0.0.0/8, or the names loopback, linklocal and uniquelocal, separated by commas.`,
      )
    }
  }
  const isTrusted = proxyAddress.compile([...trusted])
  return (address, hop) => isTrusted(plainAddress(address), hop)
}

/** Removes the port that some proxies add, and converts an IPv4-mapped IPv6 address to IPv4. */
function plainAddress(given: string | undefined): string {
  const text = (given ?? '').trim()
  const [, inBrackets] = /^\[([^\]]+)\](?::\d+)?$/.exec(text) ?? []
  const [, beforePort] = /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text) ?? []
  const address = inBrackets ?? beforePort ?? text
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? []
  return mapped ?? address
}

/**
 * Returns the key of a client in limits: its address, or, for IPv6, its /64 network, which one client usually
 * owns.
 */
export function clientNetwork(address: string): string {
  if (isIP(address) !== 6) return address
  const [head, tail] = address.split('%')[0].split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...after].slice(0, 4)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}
