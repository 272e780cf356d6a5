import { fullNumber } from '../format/number';
import { currentVisitors } from '../state/realtime';

export function CurrentVisitors() {
  const count = currentVisitors.value;
  return (
    <p class="current" title="Visitors in the last five minutes">
      <span class={count ? 'dot live' : 'dot'} aria-hidden="true" />
      {count === null ? <span class="muted">–</span> : <span><b>{fullNumber('count', count)}</b> <span class="current-words">current {count === 1 ? 'visitor' : 'visitors'}</span></span>}
    </p>
  );
}
