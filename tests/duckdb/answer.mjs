// The second oracle: answers questions about random worlds in SQL. It shares nothing with the product nor with the first oracle but
// the events and the questions. Usage: node answer.mjs DIRECTORY, which holds events.ndjson, zones.ndjson and worlds.ndjson (a world
// with its questions a line), and gets answers.ndjson: a line with the answers of each world, in order.
import { DuckDBInstance } from '@duckdb/node-api';
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { Clock } from './ranges.mjs';
import { answer } from './question.mjs';
import { visits } from './visits.mjs';

const [directory] = process.argv.slice(2);
const database = await DuckDBInstance.create(':memory:', { threads: '1', autoinstall_known_extensions: 'false' });
const connection = await database.connect();
const ask = async (sql) => (await connection.runAndReadAll(sql)).getRowsJS();
await connection.run("set TimeZone = 'UTC'");
for (const statement of visits(join(directory, 'events.ndjson'), join(directory, 'zones.ndjson'))) {
  await connection.run(statement);
}

const answers = createWriteStream(join(directory, 'answers.ndjson'));
for await (const line of createInterface({ input: createReadStream(join(directory, 'worlds.ndjson')) })) {
  const world = JSON.parse(line);
  const clock = new Clock(ask, world.zones);
  const given = [];
  for (const question of world.questions) {
    given.push(question && JSON.stringify(await answer(ask, clock, world, question)));
  }

  answers.write(`${JSON.stringify(given)}\n`);
}

answers.end();
await once(answers, 'finish');
