// What isbot itself says of user agents: reads a JSON array of them from standard input, answers with one of true and false and with
// the median of nine runs in microseconds for each user agent.
import { readFileSync } from 'node:fs';
import { isbot } from 'isbot';

const userAgents = JSON.parse(readFileSync(0, 'utf8'));
const run = () => {
  const start = process.hrtime.bigint();
  const bots = userAgents.map((userAgent) => isbot(userAgent));
  return { bots, microseconds: Number(process.hrtime.bigint() - start) / 1000 / userAgents.length };
};
const runs = Array.from({ length: 12 }, run).slice(3);
const times = runs.map((r) => r.microseconds).sort((a, b) => a - b);
console.log(JSON.stringify({ bots: runs[0].bots, microseconds: times[4] }));
