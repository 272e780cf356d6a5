/**
 * The address as something safe to link to, or null. What visitors send is hostile: only http and https, a host with
 * a dot, and no credentials that could dress one host up as another.
 */
export function webAddress(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const plain = (url.protocol === 'https:' || url.protocol === 'http:') && !url.username && !url.password;
  return plain && /^[^.]+(\.[^.]+)+$/.test(url.hostname) ? url.href : null;
}
