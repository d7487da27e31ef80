/**
 * Keeps the page that is built with it, so that it opens without a network, and gives it cross-origin isolation, which
 * threads need, where the host sends no headers of its own. Each build has a cache of its own, filled with all that
 * the page opens with before the build is used at all; what is fetched later joins it. A newer build waits until no
 * page of the older one is open, or until its visitor asks for it.
 */

/** The part of a service worker's scope that is used here; the page's own library of types has none of it. */
interface Scope {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  /** Written by the build before this file's own code. */
  readonly CLONARIUM: { build: string; parts: string[]; files: string[] };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetch) => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
}
interface Lasting {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetch {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

const scope = self as unknown as Scope;
const { build, parts, files } = scope.CLONARIUM;
const PREFIX = 'clonarium';
const KEPT = `${PREFIX}-${build}`;
const addressOf = (name: string) => new URL(name, scope.location.href).href;
const PAGE = addressOf('index.html');
const OWN = new Set(files.map(addressOf));

const TYPES: Record<string, RegExp> = {
  js: /javascript/,
  css: /^text\/css/,
  wasm: /^application\/wasm/,
  png: /^image\/png/,
  svg: /^image\/svg/,
};

/** What the host sent is the file that was asked for, and not a page that says that there is none. */
function isRight(address: string, response: Response): boolean {
  const type = TYPES[address.split('.').pop() ?? ''];
  return (
    response.status === 200 &&
    response.type === 'basic' &&
    type?.test(response.headers.get('Content-Type') ?? '') === true
  );
}

scope.addEventListener('install', (event) => event.waitUntil(install()));

/** Nothing is left of a build that is not used; what an earlier worker of the same build keeps stays. */
async function install(): Promise<void> {
  const isKept = await caches.has(KEPT);
  try {
    await fill();
  } catch (error) {
    if (!isKept) await caches.delete(KEPT);
    throw error;
  }
}

/** @throws Error where the host does not hold the whole of this build, which is then not used */
async function fill(): Promise<void> {
  const cache = await caches.open(KEPT);
  const page = await fetch(addressOf('./'), { cache: 'no-cache' });
  const text = await page.clone().text();
  if (!page.ok || !text.includes(`name="build" content="${build}"`))
    throw new Error('The page is of another build.');
  for (const address of parts.map(addressOf)) {
    const response = await fetch(address);
    if (!isRight(address, response)) throw new Error(`${address} is missing.`);
    await cache.put(address, response);
  }
  await cache.put(PAGE, page);
}

scope.addEventListener('activate', (event) => event.waitUntil(begin()));

async function begin(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== KEPT) await caches.delete(name);
  }
  await scope.clients.claim();
}

/** The page asks which build this is, or wants it to begin. */
scope.addEventListener('message', ({ data, ports }) => {
  if (data === 'build') ports[0]?.postMessage(build);
  else if (data === 'begin') void scope.skipWaiting();
});

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const { origin, search, hash, href } = new URL(request.url);
  if (origin !== scope.location.origin) return;
  const address = href.slice(0, href.length - hash.length);
  if (request.mode === 'navigate') event.respondWith(freshFirst(request, address).then(isolating));
  else if (search === '' && OWN.has(address)) event.respondWith(keptFirst(request, address).then(isolating));
  // Workers of an isolated page must be isolated too, whichever build they are of.
  else event.respondWith(fetch(request).then(isolating));
});

/** Names hold a hash of what is in the file, which therefore never changes. */
async function keptFirst(request: Request, address: string): Promise<Response> {
  const cache = await caches.open(KEPT);
  const kept = await cache.match(address);
  if (kept !== undefined) return kept;
  const response = await fetch(request);
  if (isRight(address, response)) await cache.put(address, response.clone());
  return response;
}

/** The page that was kept opens where the host gives no answer. */
async function freshFirst(request: Request, address: string): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const isPage = [PAGE, addressOf('./')].includes(address.replace(/\?.*$/, ''));
    const kept = isPage ? await (await caches.open(KEPT)).match(PAGE) : undefined;
    if (kept === undefined) throw error;
    return kept;
  }
}

function isolating(response: Response): Response {
  if (response.type === 'opaque' || response.type === 'opaqueredirect' || response.type === 'error') {
    return response;
  }
  const headers = new Headers(response.headers);
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
  const { status, statusText } = response;
  // Some statuses allow no body, not even an empty one.
  return new Response(status === 204 || status === 304 ? null : response.body, {
    status,
    statusText,
    headers,
  });
}
