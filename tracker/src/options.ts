import { files } from './clicks.js';
import type { PropValue } from './event.js';
import type { Settings, Wanted } from './settings.js';
import { tag } from './tag.js';

/** What `plausible.init` and the module take: Plausible's options, and each setting of ours; what may be wanted may be true or false. */
export type Options = Omit<Settings, Flag | 'fileDownloads'> & { [flag in Flag]?: Wanted | boolean } & {
  endpoint?: string;
  hashBasedRouting?: boolean;
  captureOnLocalhost?: boolean;
  autoCapturePageviews?: boolean;
  fileDownloads?: Wanted | boolean | { fileExtensions: string[] };
};

type Flag = 'hash' | 'local' | 'manual' | 'outboundLinks' | 'formSubmissions' | 404 | 'dnt';

const wanted = <T>(value: T) => (value === false ? undefined : value) as Wanted | undefined;

/** Plausible's names for ours. */
export const adopt = ({ endpoint, hashBasedRouting, captureOnLocalhost, autoCapturePageviews, ...options }: Options): Settings => {
  const types = options.fileDownloads;
  return {
    ...options,
    api: endpoint || options.api,
    hash: wanted(hashBasedRouting ?? options.hash),
    local: wanted(captureOnLocalhost ?? options.local),
    manual: wanted(autoCapturePageviews == null ? options.manual : !autoCapturePageviews),
    outboundLinks: wanted(options.outboundLinks),
    fileDownloads: typeof types == 'object' ? types.fileExtensions.join('|') : wanted(types),
    formSubmissions: wanted(options.formSubmissions),
    404: wanted(options[404]),
    dnt: wanted(options.dnt),
  };
};

/** Whether it is the script of Plausible's newer snippet (`/js/pa-….js`), which begins with `plausible.init`. */
export const isPerSite = () => /\/pa-[^/]*$/.test(tag.src);

/**
 * What a tag of Plausible's says: features are parts of the file's name (`script.outbound-links.hash.js`) or attributes
 * (`data-outbound-links`), properties of every event are `event-…`; the newer snippet counts links, files and forms unless told otherwise.
 */
export const readOptions = (init?: Options): Settings => {
  const { src, dataset, attributes } = tag;
  const named: Record<string, true> = {};
  for (const part of src.replace(/.*\//, '').split('.')) {
    named[part.replace(/-(.)/g, (_, letter) => letter.toUpperCase())] = true;
  }

  const props: Record<string, PropValue> = {};
  let types = '';
  for (const { name, value } of attributes) {
    if (name.startsWith('event-')) {
      props[name.slice(6)] = value;
    } else if (/^(add-)?file-types$/.test(name)) {
      types = value.replace(/, */g, '|') + (name[0] == 'a' ? '|' + files : '');
    }
  }

  const said: Options = {
    ...(WITH.globals && { domain: dataset.siteId || /\/sites\/([^/]+)/.exec(src)?.[1] }),
    customProperties: props,
    ...named,
    ...(isPerSite() && { outboundLinks: true, fileDownloads: true, formSubmissions: true }),
    ...dataset,
    ...init,
  };
  if (types && (said.fileDownloads === true || said.fileDownloads === '')) {
    said.fileDownloads = types;
  }

  return adopt(said);
};
