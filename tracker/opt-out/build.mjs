// Builds tracker/dist/opt-out.js: the switch with which visitors object.
import { buildClassic } from '../classic.mjs';

await buildClassic(new URL('./script.js', import.meta.url), 'opt-out.js', 350);
