/**
 * The addresses of the reference server: two DM endpoints, content that devices fetch, what they upload, pages.
 * One table for both directions: the operator is told addresses, and requests are led by them.
 */
import type { Device, ServerState } from './model.js';

/** The DM endpoint where sessions start, and the one that CONT leads to; what lies below them is an endpoint as well. */
export const ENDPOINT_PATHS = Object.freeze(['/dm', '/dm2'] as const);
const CONTENT_PREFIX = '/content';
const UPLOAD_PREFIX = '/data';
export const PAGE_PATH = '/page';
const BOOTSTRAP_PATH = '/bootstrap';

export type Route =
  | { readonly kind: 'package'; readonly path: string }
  | { readonly kind: 'content' | 'upload'; readonly path: string }
  | { readonly kind: 'page' | 'bootstrap' }
  | { readonly kind: 'unknown' };

/** Where a request target leads. */
export function routeOf(target: string): Route {
  const path = pathOf(target);
  if (ENDPOINT_PATHS.some((endpoint) => path === endpoint || path.startsWith(`${endpoint}/`))) return { kind: 'package', path };
  if (path.startsWith(`${CONTENT_PREFIX}/`)) return { kind: 'content', path: path.slice(CONTENT_PREFIX.length) };
  if (path.startsWith(`${UPLOAD_PREFIX}/`)) return { kind: 'upload', path: path.slice(UPLOAD_PREFIX.length) };
  if (path === BOOTSTRAP_PATH) return { kind: 'bootstrap' };
  return path === PAGE_PATH ? { kind: 'page' } : { kind: 'unknown' };
}

/** The path of a request target; the absolute form that proxies use is taken as well. */
export function pathOf(target: string): string {
  const [path = ''] = target.replace(/^https?:\/\/[^/?#]*/i, '').split(/[?#]/);
  return path === '' ? '/' : path;
}

/** The query fields of a request target. */
export function queryOf(target: string): URLSearchParams {
  const mark = target.indexOf('?');
  return new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1));
}

/** SrvURI of the account. */
export const endpointOf = ({ origin }: ServerState): string => `${origin}${ENDPOINT_PATHS[0]}`;

/** Where CONT and results of asynchronous operations lead. */
export const otherEndpointOf = ({ origin }: ServerState): string => `${origin}${ENDPOINT_PATHS[1]}`;

/** Where a device asks for its bootstrap. */
export const bootstrapUrlOf = ({ origin }: ServerState): string => `${origin}${BOOTSTRAP_PATH}`;

/** Base of what this device uploads, without a trailing slash. */
export const uploadBaseOf = ({ origin }: ServerState, { key }: Device): string => `${origin}${UPLOAD_PREFIX}/${key}`;

/** Address of content; `path` starts with a slash. */
export const contentUrlOf = ({ origin }: ServerState, path: string): string => `${origin}${CONTENT_PREFIX}${path}`;

/** Address of the page of a user interaction. */
export const pageUrlOf = ({ origin }: ServerState, id: string): string => `${origin}${PAGE_PATH}?ui=${id}`;
