// Builds tracker/dist/umami.js: what snippets of Umami load as /script.js.
import { buildClassic } from '../classic.mjs';

await buildClassic(new URL('./script.js', import.meta.url), 'umami.js', 1100);
