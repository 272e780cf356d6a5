/** The host of what people paste where a domain is asked for: a whole address, with a path or capitals. */
export const hostName = (text: string): string => text.trim().toLowerCase().replace(/^[a-z]+:\/\//, '').replace(/[/?#].*$/, '');
