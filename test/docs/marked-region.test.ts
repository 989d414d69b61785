import { describe, expect, it } from 'vitest';
import { withMarkedRegion } from '../../scripts/pages/marked-region.ts';

describe('A marked region of a page', () => {
  const page = 'before\n<!-- counts: npm run count -->\n\nold $&\n\n<!-- end of counts -->\nafter\n';

  it('is replaced, and nothing around it is', () => {
    const written = withMarkedRegion(page, 'counts', 'new $&');
    expect(written).toBe(
      'before\n<!-- counts: npm run count -->\n\nnew $&\n\n<!-- end of counts -->\nafter\n',
    );
  });

  it('stays as it is when it is written with the same content again', () => {
    expect(withMarkedRegion(page, 'counts', 'old $&')).toBe(page);
  });

  it('must be in the page, with both of its marks', () => {
    expect(() => withMarkedRegion(page, 'table', '')).toThrow('The page lacks <!-- table: … -->');
    const withoutEnd = page.replace('<!-- end of counts -->', '');
    expect(() => withMarkedRegion(withoutEnd, 'counts', '')).toThrow('or <!-- end of counts -->');
  });
});
