// A real Chromium, as a person's: no session of DevTools is attached to its pages, under which it would not prerender
// (`PrerenderingDisabledByDevTools`). What a page is to do, its own script does.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const path = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

/**
 * Why nothing is tested; false where there is a browser, and where there must be one: ANALYTICS_BROWSER=required. CI says nothing of that:
 * it is set for tools, to keep them from watching and from colours.
 */
export const whyMissing = (found, environment) =>
  !found && environment.ANALYTICS_BROWSER != 'required' && 'Chromium is not installed: apt-get install chromium.';

export const isMissing = whyMissing(path, process.env);

/** A browser for which every host below `.test` is this machine. */
export async function start() {
  const profile = mkdtempSync(join(tmpdir(), 'chromium-'));
  const program = spawn(path, ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update',
    '--disable-sync', '--remote-debugging-pipe', `--user-data-dir=${profile}`, '--host-resolver-rules=MAP *.test 127.0.0.1', 'about:blank'],
  { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const waiting = new Map();
  let last = 0;
  let rest = '';
  program.stdio[4].on('data', data => {
    const texts = (rest + data).split('\0');
    rest = texts.pop();
    for (const { id, result, error } of texts.map(text => JSON.parse(text))) {
      waiting.get(id)?.(error ? Promise.reject(new Error(error.message)) : result);
      waiting.delete(id);
    }
  });
  const call = (method, params) => new Promise(resolve => {
    waiting.set(++last, resolve);
    program.stdio[3].write(JSON.stringify({ id: last, method, params }) + '\0');
  });

  return {
    /** Opens a window of its own, or a tab that nobody sees yet. Returns its id. */
    open: async (url, isHidden) => (await call('Target.createTarget', { url, ...(isHidden ? { background: true } : { newWindow: true }) })).targetId,
    close: targetId => call('Target.closeTarget', { targetId }),
    /** Somebody looks at the tab. */
    show: targetId => call('Target.activateTarget', { targetId }),
    /** Nobody looks at the window, or somebody does again. */
    async resize(targetId, windowState) {
      const { windowId } = await call('Browser.getWindowForTarget', { targetId });
      await call('Browser.setWindowBounds', { windowId, bounds: { windowState } });
    },
    async stop() {
      const ended = new Promise(resolve => program.once('exit', resolve));
      await call('Browser.close');
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
