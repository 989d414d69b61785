/** HTTP headers by lower-case name. */
export type Headers = Readonly<Record<string, string>>;

/**
 * Header names carry no case (RFC 9110, section 5.1), so they are folded once, at the edge.
 * Names that differ only in case are one repeated header: their values are joined, as API Gateway joins them.
 */
export function foldHeaders(headers: Readonly<Record<string, string | undefined>>): Headers {
  const folded = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    const key = name.toLowerCase();
    const earlier = folded.get(key);
    folded.set(key, earlier === undefined ? value : `${earlier},${value}`);
  }
  return Object.fromEntries(folded);
}
