import { expect, it } from 'vitest';
import { rooms } from '../architecture/rooms.ts';
import { documentAt } from './documents.ts';

/** A row of the table of rooms: the room, what it has, and what it may import. */
const ROW = /^\| `([\w/]+)` \| [^|]+ \| ([^|]+) \|$/gm;

const importsIn = (cell: string): readonly string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, room = '']) => room);

it('docs/architecture.md shows the rooms of the import rule, in their order, with what each may import', () => {
  const [, section = ''] = documentAt('docs/architecture.md').text.split('\n## The rooms\n');
  const shown = [...section.matchAll(ROW)].map(([, room = '', imports = '']) => [room, importsIn(imports)]);
  expect(shown).toEqual(Object.entries(rooms));
});
