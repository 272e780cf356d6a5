// A web server that has a site for each case and takes its events, and a browser that visits it.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { start } from './chromium.mjs';

const built = name => readFileSync(new URL(`../dist/${name}`, import.meta.url), 'utf8');

/** How each build comes onto a page: `copy` tells two of the same page apart, `wish` is an attribute of the tag or an option of the module. */
export const builds = {
  core: tag('core'),
  script: tag('script'),
  plus: tag('plus'),
  full: tag('full'),
  pixel: tag('pixel'),
  npm: ({ domain, wish, copy = 0 } = {}) => `<script type="module">
    import { init, track } from '/npm/index.js?${copy}';
    init({ endpoint: '/api/event', ${domain ? `domain: '${domain}',` : ''} ${wish ? `${wish}: true` : ''} });
    const waiting = window.plausible?.q ?? [];
    window.plausible = track;
    waiting.forEach(call => track(...call));
  </script>`,
};

function tag(name) {
  return ({ domain, wish } = {}) => `<script defer src="/js/${name}.js" ${domain ? `data-domain="${domain}"` : ''} ${wish ? `data-${wish}` : ''}></script>`;
}

/** The scripts of other products' names, which make fewer promises. */
export const others = {
  umami: () => '<script defer src="/js/umami.js" data-website-id="w"></script>',
  count: () => '<script defer src="/js/count.js" data-goatcounter="/count"></script>',
};

const umami = ({ payload: { name = 'pageview', url, hostname } }) => ({ n: name, u: url, d: hostname });

function take(it, event, request) {
  it.events.push({ ...event, purpose: request.headers['sec-purpose'] });
  it.look();
}

/** What the pages' own scripts may use. */
const own = `
  window.__plausible = true;
  window.plausible = window.plausible || function () { (plausible.q = plausible.q || []).push(arguments) };
  const say = (what, more) => fetch('/say/' + what, { method: 'POST', body: JSON.stringify(more ?? null), keepalive: true });
  const seen = hidden => new Promise(resolve => document.hidden == hidden ? resolve() : addEventListener('visibilitychange', () => document.hidden == hidden && resolve()));
  const hide = async () => { await say('hide'); await seen(true); };
  const show = async () => { await say('show'); await seen(false); };
  const counted = count => fetch('/counted/' + count); // until this many page views have arrived
  const arrived = name => fetch('/arrived/' + name);
  const prerendered = () => fetch('/prerendered/'); // until a page that is being prerendered has run its scripts
  const again = () => new Promise(loaded => { // as what swaps a page's body in place runs its scripts again
    const old = document.querySelector('script[src], script[type=module]');
    const script = document.createElement('script');
    for (const { name, value } of old.attributes) script.setAttribute(name, value);
    script.textContent = old.textContent;
    script.onload = loaded;
    document.body.append(script);
    script.src || setTimeout(loaded, 100);
  });
  const done = more => say('done', more);
  if (document.prerendering) addEventListener('load', () => setTimeout(() => say('prerendered')));
`;

/** Opens the world; `visit` answers what arrived when the case's script said that it is done. */
export async function open() {
  const cases = new Map();
  const browser = await start();
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) {
      body += part;
    }

    const it = cases.get(request.headers.host.split(':')[0]);
    const [, kind, ...names] = request.url.split('?')[0].split('/');
    const name = names.join('/');
    if (!it) {
      response.writeHead(404).end();
    } else if (kind == 'api' || name == 'api/send') { // Umami's script sends beside where it lies
      take(it, name.endsWith('send') ? umami(JSON.parse(body)) : JSON.parse(body), request);
      response.writeHead(202).end();
    } else if (kind == 'count') {
      take(it, { n: 'pageview', u: new URLSearchParams(request.url.split('?')[1]).get('p'), d: it.host }, request);
      response.writeHead(204).end();
    } else if (kind == 'say') {
      await it.hear(name, JSON.parse(body));
      response.writeHead(204).end();
    } else if (kind == 'counted') {
      await it.until(() => it.events.filter(event => event.n == 'pageview').length >= Number(name));
      response.writeHead(204).end();
    } else if (kind == 'arrived') {
      await it.until(() => it.events.some(event => event.n == name));
      response.writeHead(204).end();
    } else if (kind == 'prerendered') {
      await it.until(() => it.isPrerendered);
      response.writeHead(204).end();
    } else if (/\.js$/.test(name)) {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(built(kind == 'npm' ? 'npm/' + name : name));
    } else {
      response.writeHead(200, { 'content-type': 'text/html' }).end(it.page(request.url));
    }
  });
  server.listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  let last = 0;

  return {
    /**
     * @param head of every page
     * @param scripts by path: what the page does when it is loaded; `await` may be used
     */
    async visit({ head, scripts, path, isHidden, hasNavigation = true }) {
      const host = `case${++last}.test`;
      const watchers = new Set();
      let id;
      const it = {
        host,
        events: [],
        look: () => watchers.forEach(watcher => watcher()),
        until: condition => new Promise(resolve => {
          const watcher = () => condition() && (watchers.delete(watcher), resolve());
          watchers.add(watcher);
          watcher();
        }),
        page: url => `<!doctype html><html><head><title>Case</title><script>${own}${hasNavigation ? '' : 'window.navigation = undefined;'}</script>${head}</head><body>
          <a id="part" href="#part">Part</a><h1 id="part">Part</h1>
          <script>addEventListener('load', () => setTimeout(async () => { ${scripts[url.split('?')[0]] ?? ''} }))</script></body></html>`,
        async hear(what, more) {
          const target = await id;
          if (what == 'show') {
            await browser.resize(target, 'normal');
            await browser.show(target);
          } else if (what == 'hide') {
            await browser.resize(target, 'minimized');
          }

          it.isPrerendered ||= what == 'prerendered';
          it.result ??= what == 'done' ? { more } : undefined;
          it.look();
        },
      };
      cases.set(host, it);
      id = browser.open(`http://${host}:${server.address().port}${path}`, isHidden);
      await it.until(() => it.result);
      await new Promise(resolve => setTimeout(resolve, 150)); // and no more
      await browser.close(await id);
      await new Promise(resolve => setTimeout(resolve, 150)); // also none when it is closed
      cases.delete(host);
      const address = event => event.u.replace(/^https?:\/\/[^/]*/, '');
      const views = it.events.filter(event => event.n == 'pageview');
      return {
        more: it.result.more,
        pages: views.map(address).sort(),
        sites: views.map(event => event.d.split(':')[0]).sort(),
        events: it.events.filter(event => !['pageview', 'engagement', 'web_vitals'].includes(event.n)).map(event => `${event.n} ${address(event)}`),
        purposes: it.events.filter(event => event.purpose).map(event => event.n),
      };
    },
    async stop() {
      await browser.stop();
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
