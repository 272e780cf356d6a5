/** Where there is no tag, as in a module. */
const none = { src: 'https://none.invalid/', dataset: {} };

/** The script's tag. Loaders that run a script without its tag leave its attributes under the id `plausible`. */
export const tag = (WITH.tag
  ? WITH.options ? document.currentScript || document.getElementById('plausible') : document.currentScript
  : none) as HTMLScriptElement;
