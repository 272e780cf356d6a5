import type { Interval } from '../dates/range';

const steps: Readonly<Record<Interval, readonly number[]>> = {
  hour: [1, 2, 3, 4, 6, 12],
  day: [1, 2, 7, 14, 28],
  month: [1, 2, 3, 6, 12],
};

/** Above this many days an axis names months. */
const mostDays = 92;

/** Which points an axis names, when it has room for so many names. */
export function tickIndexes(labels: readonly string[], interval: Interval, room: number): readonly number[] {
  const all = labels.map((_, i) => i);
  if (interval === 'day' && labels.length > mostDays) {
    const firsts = all.filter((i) => labels[i]!.slice(8, 10) === '01');
    return thin(firsts, steps.month, room);
  }
  return thin(all, steps[interval], room);
}

/** The unit that the names on the axis are in. */
export const tickUnit = (labels: readonly string[], interval: Interval): Interval =>
  interval === 'day' && labels.length > mostDays ? 'month' : interval;

function thin(indexes: readonly number[], choices: readonly number[], room: number): readonly number[] {
  const fewest = Math.ceil(indexes.length / Math.max(room, 1));
  const step = choices.find((choice) => choice >= fewest) ?? fewest;
  return indexes.filter((_, i) => i % step === 0);
}
