/** HTTP headers by lower-case name. */
export type Headers = Readonly<Record<string, string>>;

/**
 * Returns the headers with names in lower case, because names are not case-sensitive (RFC 9110, section 5.1). Names
 * that differ only in case are one repeated header: their values are joined with a comma, as API Gateway does.
 */
export function foldHeaders(headers: Readonly<Record<string, string | undefined>>): Headers {
  const folded = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    const key = name.toLowerCase();
    const previous = folded.get(key);
    folded.set(key, previous === undefined ? value : `${previous},${value}`);
  }
  return Object.fromEntries(folded);
}
