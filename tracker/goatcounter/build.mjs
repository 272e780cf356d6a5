// Builds tracker/dist/count.js: what snippets of GoatCounter load.
import { buildClassic } from '../classic.mjs';

await buildClassic(new URL('./count.js', import.meta.url), 'count.js', 1300);
