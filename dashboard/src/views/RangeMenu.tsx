import { parseDay } from '../dates/day';
import { namedRanges, rangeNames, spanOf, type Span } from '../dates/range';
import { siteTime } from '../dates/siteClock';
import { spanText } from '../format/dayText';
import { change, view } from '../navigation/location';
import { currentSite } from '../state/sites';
import { Menu } from './Menu';

export function RangeMenu() {
  const { range } = view.value;
  const today = siteTime(currentSite.value!.timezone, new Date()).day;
  const span = spanOf(range, today);
  return (
    <Menu name="Dates" label={'name' in range ? namedRanges[range.name].label : spanText(span)} align="end" class="range-menu">
      {(close) => (
        <>
          {rangeNames.map((name) => (
            <button
              key={name} type="button" class="item" aria-current={'name' in range && range.name === name}
              onClick={() => { change({ range: { name }, by: null }); close(); }}
            >
              {namedRanges[name].label}
            </button>
          ))}
          <CustomRange span={span} today={today} close={close} />
        </>
      )}
    </Menu>
  );
}

function CustomRange({ span, today, close }: { span: Span; today: string; close: () => void }) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const days = [form.get('from'), form.get('to')].map((text) => parseDay(String(text)));
    const [from, to] = days.sort();
    if (!from || !to) return;
    change({ range: { from, to }, by: null });
    close();
  };
  return (
    <form class="custom-range" onSubmit={submit}>
      <label>From <input type="date" name="from" max={today} defaultValue={span.from} required /></label>
      <label>To <input type="date" name="to" max={today} defaultValue={span.to} required /></label>
      <button type="submit" class="button primary">Show these days</button>
    </form>
  );
}
