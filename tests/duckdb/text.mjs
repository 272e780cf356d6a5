/** A text as SQL. */
export const text = (value) => `'${value.replaceAll("'", "''")}'`;

/** What is shown for a column that may be unknown or empty. */
export const shown = (column, otherwise = '(not set)') => `coalesce(nullif(${column}, ''), ${text(otherwise)})`;

/** What is said of a visit by the event that opened it: the column, and what is shown where it is unknown. */
export const OPENING = {
  source: 'Direct / None', referrer: 'Direct / None', channel: '(not set)', utm_source: '(not set)', utm_medium: '(not set)',
  utm_campaign: '(not set)', utm_content: '(not set)', utm_term: '(not set)', country: '(not set)', region: '(not set)', city: '(not set)',
  device: '(not set)', browser: '(not set)', browser_version: '(not set)', os: '(not set)', os_version: '(not set)', language: '(not set)',
  locale: '(not set)', timezone: '(not set)', device_manufacturer: '(not set)', device_model: '(not set)', screen_density: '(not set)',
};
