import { writeFileSync } from 'node:fs';
import { providers } from '../../lib/providers/registry.ts';
import { lifecyclesPage } from './lifecycles-page.ts';

writeFileSync('docs/lifecycles.md', lifecyclesPage(providers));
process.stdout.write('Wrote docs/lifecycles.md\n');
