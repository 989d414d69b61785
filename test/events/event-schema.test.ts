import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { EVENT_SCHEMA_PATH, eventSchemaText } from '../../scripts/pages/event-schema.ts';

it('The JSON Schema in docs/ is the one of the code (`npm run schema` writes it)', () => {
  expect(readFileSync(EVENT_SCHEMA_PATH, 'utf8')).toBe(eventSchemaText());
});

it('The JSON Schema requires every field, and allows the fields of later versions', () => {
  const { required, properties, additionalProperties } = JSON.parse(eventSchemaText());
  expect(required).toEqual(Object.keys(properties));
  expect(properties.data.required).toEqual(Object.keys(properties.data.properties));
  expect([additionalProperties, properties.data.additionalProperties]).toEqual([undefined, undefined]);
});
