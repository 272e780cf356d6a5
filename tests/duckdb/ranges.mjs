const DAY = 86_400_000;
const dateOf = (ms) => new Date(ms).toISOString().slice(0, 10);

export const plus = (day, days) => dateOf(Date.parse(day) + days * DAY);

const monthPlus = (day, months) => {
  const [year, month] = day.split('-').map(Number);
  return dateOf(Date.UTC(year, month - 1 + months, 1));
};

/** A site's days: when they begin, found by asking the database about the minutes around. */
export class Clock {
  #starts = new Map();

  constructor(ask, zones) {
    this.ask = ask;
    this.zones = zones;
  }

  async startOf(day) {
    const { zone } = this.zones.findLast((z) => z.since <= day);
    if (!this.#starts.has(day)) {
      const [[start]] = await this.ask(`select epoch_ms(min(m))::double from
        unnest(generate_series(date '${day}'::timestamp - interval 15 hour, date '${day}'::timestamp + interval 15 hour, interval 1 minute)) as minutes(m)
        where timezone('${zone}', timezone('UTC', m))::date >= date '${day}'`);
      this.#starts.set(day, start);
    }

    return this.#starts.get(day);
  }

  async dayOf(ms) {
    let day = plus(dateOf(ms), 2);
    while ((await this.startOf(day)) > ms) day = plus(day, -1);
    return day;
  }

  /** What a range means now: first and last day, and from and before unless it is made of whole days. */
  async resolve(range, now, created) {
    const today = await this.dayOf(now);
    const month = `${today.slice(0, 8)}01`;
    const second = now - (now % 1000);
    const between = async (from, to) => ({ first: await this.dayOf(from), last: await this.dayOf(to + 999), from, before: to + 1000 });
    if (Array.isArray(range)) {
      const [a, b] = range;
      return a.length === 10 ? { first: a, last: b } : between(Date.parse(a), Date.parse(b));
    }

    const number = parseInt(range, 10);
    switch (range) {
      case 'day': return { first: today, last: today };
      case 'month': return { first: month, last: plus(monthPlus(month, 1), -1) };
      case 'year': return { first: `${today.slice(0, 4)}-01-01`, last: `${today.slice(0, 4)}-12-31` };
      case '24h': return between(second - DAY, second);
      case '30m': return between(second - 1_800_000, second);
      case 'realtime': return between(second - 300_000, second);
      case 'all': {
        const begin = await this.dayOf(created);
        return { first: begin < today ? begin : today, last: today };
      }
      default: return range.endsWith('mo')
        ? { first: monthPlus(month, -number), last: plus(month, -1) }
        : { first: plus(today, -number), last: plus(today, -1) };
    }
  }

  /** What the dimension `time` means over a range. */
  async bucketOf(time, span) {
    if (time !== 'time') return time;
    const seconds = ((span.before ?? (await this.startOf(plus(span.last, 1)))) - 1000 - (span.from ?? (await this.startOf(span.first)))) / 1000;
    return seconds < 49 * 3600 ? 'time:hour' : seconds < 41 * 86_400 ? 'time:day' : seconds < 53 * 7 * 86_400 ? 'time:week' : 'time:month';
  }
}
