import type { EventOptions, PropValue } from './event.js';
import { on } from './listen.js';
import { settings } from './settings.js';
import { track } from './track.js';

/** Plausible's 26 kinds of files, and their elder and younger relatives: doc, xls, xlsm, mpg, ppsx, wmf. */
export const files = '7z|avi|csv|d(mg|ocx?)|exe|gz|key|m(idi|ov|p.+)|p[dkp].+|r(ar|tf)|txt|w(av|m.)|xl.+|zip';

const declaring = '[class*=plausible-event-name]' + (WITH.more ? ',[data-event-name]' : '');

/**
 * Counts clicks on links (with the main or the middle button, or the keyboard) and forms that are sent. What an element says
 * about its event comes before what can be seen of it; one click is one event.
 *
 * An element speaks by classes, `plausible-event-name=Sign+Up plausible-event-plan--pro plausible-revenue-amount=9`, and where a class
 * cannot hold a text, by attributes: `data-event-name="Sign up" data-event-plan="pro" data-revenue-amount="9"`.
 */
export const countClicks = () => on('click auxclick submit', ({ button, target }: MouseEvent & { target: Element }) => {
  const isSubmit = button == null; // nobody presses a form
  const declarer = target.closest?.(declaring);
  const link = target.closest?.('a');
  let props: Record<string, PropValue> = { url: link?.href };
  const revenue: Record<string, PropValue> = {};
  if (declarer) {
    if (isSubmit == declarer.matches('form')) {
      for (const [, kind, key, , value] of declarer.classList.value.matchAll(/plausible-(e|r)\w+-(\S+?)(=|--)(\S+)/g)) {
        (kind == 'e' ? props : revenue)[key!] = value!.replace(/\+/g, ' ');
      }

      if (WITH.more) {
        for (const { name, value } of declarer.attributes) {
          const [, kind, key] = /^data-(e|r)\w+-(.+)/.exec(name) || [];
          if (key) {
            (kind == 'e' ? props : revenue)[key] = value;
          }
        }
      }
    }
  } else if (isSubmit) {
    props = { name: settings.formSubmissions != null && 'Form: Submission', path: location.pathname };
  } else if (link?.host) {
    if (settings.outboundLinks != null && link.host != location.host) {
      props.name = 'Outbound Link: Click';
    } else if (settings.fileDownloads != null && RegExp(`\\.(${WITH.options && settings.fileDownloads === true ? files : settings.fileDownloads || files})$`, 'i').test(props.url = link.origin + link.pathname)) {
      props.name = 'File Download';
    }
  }

  const { name, ...others } = props;
  if (name && button != 2) {
    track(name as string, { props: others, revenue: revenue as EventOptions['revenue'] });
  }
});
