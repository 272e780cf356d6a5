/**
 * Puts the function in the place of the stub that the page's snippet left, starts, and hands over the calls that the stub
 * queued. Nothing happens where the same tag has run before: sites that swap their body in place run its scripts again.
 *
 * @param {Track} track
 * @param {string} mark tells one tag from another
 * @param {() => void} start
 */
export function publish(track, mark, start) {
  /** @type {Partial<Track>} */
  const stub = window.plausible || {};
  if (stub.mark != mark) {
    track.mark = mark;
    window.plausible = track;
    window.analytics = window.analytics || track; // where the name is taken (by Segment, say), it stays so
    start();
    (stub.q || []).forEach(call => track(...call));
  }
}
