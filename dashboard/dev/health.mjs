// How invented sites are: well, or with something of everything wrong.

const minutesFrom = (now, minutes) => new Date(now + minutes * 60_000).toISOString();
const dayFrom = (now, days) => minutesFrom(now, days * 1440).slice(0, 10);

/** An answer to `GET /api/v2/health`. */
export function healthOf(sites, isIll) {
  const now = Date.now();
  const rows = sites.map((site, i) => ({
    id: site.id, name: site.name, isActive: true, days: [], erasures: 0,
    lastEvent: minutesFrom(now, -1 - 20 * i), nextWork: minutesFrom(now, 60 * (3 + i)),
    dropped: { from: dayFrom(now, -1), events: { bot: 412 + 31 * i, prefetch: 17 } },
  }));
  const answer = {
    status: 'ok', version: '0.1.0', now: new Date(now).toISOString(), reasons: [],
    events: { day: dayFrom(now, 0), taken: 184_220, budget: 10_000_000 }, sites: rows,
  };
  if (!isIll || rows.length === 0) return answer;
  const hostile = { ...rows[0], id: 'st_9', name: '"><img src=x onerror=alert(1)>‮evil\u202c', lastEvent: undefined, isActive: false, nextWork: undefined, dropped: { from: dayFrom(now, -1), events: { site_inactive: 5_310 } } };
  rows.push(hostile);
  const [first] = rows;
  first.unsealed = { day: dayFrom(now, -2), since: minutesFrom(now, -1860) };
  first.nextWork = minutesFrom(now, -1860);
  const second = rows[1];
  second.days = [{ day: dayFrom(now, -4), drift: 2 }];
  second.pausedUntil = minutesFrom(now, 190);
  second.erasures = 1;
  const about = ({ id, name }) => ({ site: { id, name } });
  return {
    ...answer, status: 'attention', oldestDue: minutesFrom(now, -1860),
    events: { ...answer.events, taken: 10_000_412 },
    reasons: [
      { reason: 'budget_used_up', message: 'All sites together have taken 10,000,412 events today; the budget is 10,000,000 events. Until midnight in UTC no more are taken.', remedy: 'Deploy with a larger budget, -c dailyEvents=NUMBER, or find the site that takes so many.' },
      { reason: 'day_unsealed', ...about(first), day: dayFrom(now, -2), since: minutesFrom(now, -1860), message: `${dayFrom(now, -2)} is over and has waited 31 hours for its seal.`, remedy: "Maintenance runs and does not finish it: its log says why, with the site's id. Its numbers are right, but slower to read. To build it now:", command: `analytics rebuild --site ${first.id} --day ${dayFrom(now, -2)}` },
      { reason: 'day_drift', ...about(second), day: dayFrom(now, -4), since: minutesFrom(now, -3200), message: `${dayFrom(now, -4)} differed from the raw events by 2 events when it was compared.`, remedy: 'It has been built anew since, and is compared again 24 hours after that. Please report it: this is a fault of the product. To compare now:', command: `analytics audit --site ${second.id} --from ${dayFrom(now, -4)} --to ${dayFrom(now, -4)} --repair` },
      { reason: 'site_paused', ...about(second), message: `It has taken its budget of 1,000,000 events for the day. Until ${minutesFrom(now, 190).slice(0, 16).replace('T', ' ')} UTC no more are taken.`, remedy: "Change its dailyEventBudget, which ends the pause, or wait for the day's end. Its report tells whether these were people." },
      { reason: 'events_dropped', ...about(hostile), day: dayFrom(now, -1), message: `5,310 events since ${dayFrom(now, -1)} were dropped: the site takes no events.`, remedy: 'Let it take events (isActive), or take the snippet off its pages.' },
    ],
  };
}
