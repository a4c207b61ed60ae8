/**
 * Makes an Allure page that calls no other host: removes scripts, links and images from elsewhere and the analytics calls, and adds
 * a content security policy that forbids every request. `node scripts/strip-allure.mjs allure-report/index.html`
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Nothing but what the page itself holds; blob: and data: are how it unpacks its own content. */
export const POLICY =
  "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' blob: data:; style-src 'unsafe-inline' blob: data:; img-src blob: data:; font-src blob: data:; media-src blob: data:; connect-src blob: data:; frame-src blob: data:; worker-src blob: data:; form-action 'none'";

const ELSEWHERE = /\s(?:src|href|srcset|action|data|poster)\s*=\s*(?:"\s*(?:[a-z]+:)?\/\/|'\s*(?:[a-z]+:)?\/\/|(?:[a-z]+:)?\/\/)/i;
const ANALYTICS = /googletagmanager|google-analytics|\bgtag\s*\(|\bdataLayer\b/;
/** The page's own program is far longer; an analytics snippet is a few lines. */
const MAX_SNIPPET_CHARACTERS = 5_000;

/** The page without anything that calls another host. Scripts are taken whole, so that text inside them is never mistaken for markup. */
export function stripPage(html) {
  const kept = [];
  let at = 0;
  for (const { start, end, open, content } of scriptsOf(html)) {
    kept.push(stripMarkup(html.slice(at, start)));
    const isAnalytics = content.length < MAX_SNIPPET_CHARACTERS && ANALYTICS.test(content);
    if (!ELSEWHERE.test(open) && !isAnalytics) kept.push(html.slice(start, end));
    at = end;
  }
  kept.push(stripMarkup(html.slice(at)));
  return withPolicy(kept.join(''));
}

function* scriptsOf(html) {
  const opening = /<script\b[^>]*>/gi;
  for (let match = opening.exec(html); match !== null; match = opening.exec(html)) {
    const closing = /<\/script\s*>/gi;
    closing.lastIndex = opening.lastIndex;
    const close = closing.exec(html);
    const end = close === null ? html.length : closing.lastIndex;
    yield { start: match.index, end, open: match[0], content: html.slice(opening.lastIndex, close?.index ?? html.length) };
    opening.lastIndex = end;
  }
}

function stripMarkup(markup) {
  return markup.replaceAll(/<(?:link|img|iframe|base|object|embed|source|video|audio|form)\b[^>]*>/gi, (tag) => (ELSEWHERE.test(tag) ? '' : tag));
}

/** The policy has to stand before anything that could ask for something. */
function withPolicy(html) {
  const meta = `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`;
  if (html.includes(meta)) return html;
  const head = /<head\b[^>]*>/i.exec(html);
  return head === null ? `${meta}${html}` : `${html.slice(0, head.index + head[0].length)}${meta}${html.slice(head.index + head[0].length)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [path] = process.argv.slice(2);
  if (path === undefined) {
    console.error('usage: node scripts/strip-allure.mjs FILE.html');
    process.exit(2);
  }
  writeFileSync(`${path}.part`, stripPage(readFileSync(path, 'utf8')));
  renameSync(`${path}.part`, path);
}
