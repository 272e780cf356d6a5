import { locale } from './locale';
import type { NumberKind } from './number';

/** How a number moved since the period before. */
export interface Change {
  readonly direction: 'up' | 'down' | 'same';
  /** `12%`, `2.1 pts`, `new`: without a sign, which the direction tells. */
  readonly text: string;
}

const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

/**
 * The change from one value to the next, or null where one of them is not known. Percentages differ by points (from
 * 40% to 44% is 4 points, not 10%); everything else relatively. From nothing to something has no ratio: it is new.
 */
export function changeOf(kind: NumberKind, now: number | null, before: number | null): Change | null {
  if (now === null || before === null) return null;
  const direction = now > before ? 'up' : now < before ? 'down' : 'same';
  if (kind === 'percent') return { direction, text: `${oneDecimal.format(Math.abs(now - before))} pts` };
  if (direction === 'same') return { direction, text: '0%' };
  if (before === 0) return { direction, text: 'new' };
  const percent = (100 * Math.abs(now - before)) / before;
  return { direction, text: `${(percent < 9.95 ? oneDecimal : whole).format(percent)}%` };
}
