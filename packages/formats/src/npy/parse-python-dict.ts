// Numbers of NumPy 2 name their type: np.int64(3), np.True_.
const TOKEN =
  /\s*(?:([{}()[\]:,])|'([^'\\\n]*)'|"([^"\\\n]*)"|(?:np\.)?(True|False|None)_?\b|(?:np|numpy)\.u?int\d{0,2}\((\d{1,16})\)|(\d{1,16})L?(?![\w.]))/y
const DEEPEST = 8

type Literal = string | number | boolean | null | Literal[]

/**
 * Parses a flat Python dict literal with string keys, as in .npy headers: strings, non-negative integers,
 * True, False, None and tuples or lists of these. Returns undefined for anything else; nothing is evaluated.
 */
export function parsePythonDict(text: string): Record<string, Literal> | undefined {
  const tokens = tokenize(text)
  if (!tokens || tokens[0]?.mark !== '{') return undefined
  const fields: Record<string, Literal> = Object.create(null)
  let at = 1
  const take = (mark: string) => (tokens[at]?.mark === mark ? ++at : 0)
  const parseValue = (depth: number): Literal | undefined => {
    const token = tokens[at++]
    if (!token || depth > DEEPEST) return undefined
    if (token.mark === undefined) return token.value
    const close = token.mark === '(' ? ')' : token.mark === '[' ? ']' : undefined
    if (!close) return undefined
    const items: Literal[] = []
    while (!take(close)) {
      const item = parseValue(depth + 1)
      if (item === undefined) return undefined
      items.push(item)
      if (!take(',') && tokens[at]?.mark !== close) return undefined
    }
    return items
  }
  while (!take('}')) {
    const key = parseValue(0)
    if (typeof key !== 'string' || key in fields || !take(':')) return undefined
    const value = parseValue(0)
    if (value === undefined) return undefined
    fields[key] = value
    if (!take(',') && tokens[at]?.mark !== '}') return undefined
  }
  return at === tokens.length ? fields : undefined
}

interface Token {
  readonly mark?: string
  readonly value: string | number | boolean | null
}

function tokenize(text: string): Token[] | undefined {
  const source = text.trimEnd()
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < source.length) {
    const match = TOKEN.exec(source)
    if (!match) return undefined
    const [, mark, single, double, word, typed, plain] = match
    const digits = typed ?? plain
    if (mark !== undefined) tokens.push({ mark, value: null })
    else if (word !== undefined) tokens.push({ value: word === 'None' ? null : word === 'True' })
    else tokens.push({ value: digits === undefined ? (single ?? double) : Number(digits) })
  }
  return tokens
}
