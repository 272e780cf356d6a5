import { locale } from './locale';

const names = new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' });

/** The country's name; the text itself where it is no ISO 3166 code. */
export function countryName(code: string): string {
  if (!isCountryCode(code)) return code;
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}

/** Two capital letters: what the API accepts in a filter. */
export const isCountryCode = (text: string): boolean => /^[A-Z]{2}$/.test(text);
