import { defineConfig, mergeConfig } from 'vitest/config';
import build from './vite.config.js';

// Tests run far from UTC: a date that slips into the reader's zone shows.
process.env.TZ = 'America/Los_Angeles';

export default mergeConfig(build, defineConfig({ test: { include: ['test/**/*.test.ts'] } }));
