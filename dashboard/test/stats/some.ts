import { parseDay, type Day } from '../../src/dates/day';
import type { Question } from '../../src/stats/question';

/** A question about the last 7 days, asked on 5 November 2026 at 14:20 in Tallinn. */
export function someQuestion(changes: Partial<Question> = {}): Question {
  return {
    siteId: 'st_1',
    zone: 'Europe/Tallinn',
    now: { day: day('2026-11-05'), time: '14:20:00' },
    span: { from: day('2026-10-30'), to: day('2026-11-05') },
    interval: 'day',
    filters: [],
    ...changes,
  };
}

export function day(text: string): Day {
  return parseDay(text)!;
}
