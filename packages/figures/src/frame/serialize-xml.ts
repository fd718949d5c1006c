/**
 * The properties of a node that are serialised. linkedom's own serialisation writes HTML, with entities that XML lacks.
 */
interface XmlNode {
  readonly nodeType: number
  readonly localName?: string
  readonly nodeValue: string | null
  readonly childNodes: Iterable<XmlNode>
  readonly attributes?: Iterable<{ readonly name: string; readonly value: string }>
}

const TEXT = 3
const ELEMENT = 1
/** Attributes that hold text, whose numbers are not rounded. */
const WORDS = new Set(['aria-label', 'font-family', 'xmlns', 'class'])

/**
 * Serialises an element as XML, with attributes in the order of their names and coordinates rounded to a hundredth of a
 * pixel, so that equal figures are equal bytes everywhere.
 */
export function serializeXml(node: XmlNode): string {
  if (node.nodeType === TEXT) return escapeXml(node.nodeValue ?? '')
  if (node.nodeType !== ELEMENT) return ''
  const name = node.localName
  let attributes = ''
  const ordered = [...(node.attributes ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const { name: key, value } of ordered) {
    attributes += ` ${key}="${escapeXml(WORDS.has(key) ? value : roundNumbers(value))}"`
  }
  const inner = [...node.childNodes].map(serializeXml).join('')
  return inner ? `<${name}${attributes}>${inner}</${name}>` : `<${name}${attributes}/>`
}

/** Escapes text for XML: escapes markup and replaces characters that XML 1.0 forbids. */
export function escapeXml(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd') // oxlint-disable-line no-control-regex
    .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}

function roundNumbers(value: string): string {
  return value.replace(/-?\d+\.\d+(e[-+]?\d+)?/g, (number) =>
    String(Math.round(Number(number) * 100) / 100 || 0),
  )
}
