import { bundleCli } from './bundle-cli.ts';

/** `npm run build`: writes what others install to `dist/`. */
await bundleCli('dist');
