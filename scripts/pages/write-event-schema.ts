/** `npm run schema`: writes docs/change-event.schema.json. */

import { writeFile } from 'node:fs/promises';
import { EVENT_SCHEMA_PATH, eventSchemaText } from './event-schema.ts';

await writeFile(EVENT_SCHEMA_PATH, eventSchemaText());
