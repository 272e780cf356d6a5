/**
 * Sends a payload as text/plain, which needs no preflight, so that it also leaves from a page that is being closed.
 * A beacon's answer is never known: who asks for it gets a request instead, as does a browser that has no beacon or refuses
 * one (its queue is full).
 *
 * @param {string} endpoint
 * @param {object} payload
 * @param {(result: { status?: number, error?: unknown }) => void} [callback]
 */
export function send(endpoint, payload, callback) {
  const body = JSON.stringify(payload);
  if (callback || !navigator.sendBeacon || !navigator.sendBeacon(endpoint, body)) {
    fetch(endpoint, { method: 'POST', body, keepalive: true, credentials: 'omit' }).then(
      answer => callback && callback({ status: answer.status }),
      error => callback && callback({ error }),
    );
  }
}
