/** The reader's own English, so that words, dates and numbers speak one language. */
export const locale: string = globalThis.navigator?.languages?.find((tag) => /^en\b/i.test(tag)) ?? 'en-GB';
