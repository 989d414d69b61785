import * as z from 'zod/mini';
import { ChangeEventSchema } from '../../lib/events/change-event.ts';

export const EVENT_SCHEMA_PATH = 'docs/change-event.schema.json';

/**
 * Returns the JSON Schema of the events that the merchant receives. Fields that it does not name are valid, because
 * later versions add fields.
 */
export function eventSchemaText(): string {
  const schema = z.toJSONSchema(ChangeEventSchema, { io: 'input' });
  const titled = { title: 'A change of a checkout, as a CloudEvent 1.0', ...schema };
  return `${JSON.stringify(titled, null, 2)}\n`;
}
