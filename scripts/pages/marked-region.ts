/**
 * Returns a page with the content of one region replaced. A region lies between two comments,
 * `<!-- NAME: COMMAND THAT WRITES IT -->` and `<!-- end of NAME -->`. Everything around it is written by hand.
 *
 * @throws Error when the page lacks one of the two comments
 */
export function withMarkedRegion(page: string, name: string, content: string): string {
  const [begin = ''] = page.match(new RegExp(`<!-- ${name}: .*? -->\n`)) ?? [];
  const end = `<!-- end of ${name} -->`;
  const from = page.indexOf(begin) + begin.length;
  const to = page.indexOf(end, from);
  if (begin === '' || to < 0) throw new Error(`The page lacks <!-- ${name}: … --> or ${end}.`);
  return `${page.slice(0, from)}\n${content}\n\n${page.slice(to)}`;
}
