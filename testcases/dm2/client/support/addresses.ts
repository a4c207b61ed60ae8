/** Composing ClientURIs from the values of an IUT file. */

/** The address of a node below another: `below('urn:x:1.0/p1/', 'Name')`. */
export function below(uri: string, name: string): string {
  return `${uri}${uri.endsWith('/') ? '' : '/'}${name}`;
}

/** MOID and MIID of an address; the MIID is empty where the address leaves it out. */
export function instanceOf(uri: string): { readonly moid: string; readonly miid: string } {
  const [moid = '', miid = ''] = uri.split('/');
  return { moid, miid };
}

/** An address in one spelling: percent-encoding undone, no slash at the end. Text that cannot be decoded stays as it is. */
function normalAddress(uri: string): string {
  const [address = '', ...query] = uri.replace(/\/+$/, '').split('?');
  const names = address.split('/').map((name) => {
    try {
      return encodeURIComponent(decodeURIComponent(name));
    } catch {
      return name;
    }
  });
  return [names.join('/').replace(/\/+$/, ''), ...query].join('?');
}

/**
 * Whether a reported address names what the requested one names: spelled alike, or with the instance filled in where the
 * request left it out.
 */
export function isSameAddress(reported: unknown, requested: string): boolean {
  if (typeof reported !== 'string') return false;
  const found = normalAddress(reported);
  const wanted = normalAddress(requested);
  if (found === wanted) return true;
  const [moid, miid, ...path] = wanted.split('/');
  const [foundMoid, foundMiid, ...foundPath] = found.split('/');
  return (miid === undefined || miid === '') && moid === foundMoid && foundMiid !== undefined && path.join('/') === foundPath.join('/');
}
