// What is built: each with the features that it holds (src/features.d.ts) and the bytes of Brotli that it may weigh.
const names = ['least', 'patience', 'identity', 'options', 'more', 'vitals', 'errors', 'globals', 'destroy', 'tag'];
const script = ['tag'];
const plus = [...script, 'patience', 'identity', 'options', 'more'];

/** Scripts for a tag, by the name of their file. */
export const scripts = {
  core: { budget: 444, features: ['tag', 'least'] },
  script: { budget: 1305, features: script },
  plus: { budget: 2465, features: plus },
  full: { budget: 3530, features: [...plus, 'vitals', 'errors'] },
  pixel: { budget: 2725, features: [...plus, 'globals', 'destroy'] },
};

/** The module of the npm package. */
export const module = { budget: 3415, features: [...plus.filter(feature => feature != 'tag'), 'vitals', 'errors', 'destroy'] };

/** For the bundler: every feature, true or false. */
export const define = chosen => Object.fromEntries(names.map(name => ['WITH.' + name, String(chosen.includes(name))]));
