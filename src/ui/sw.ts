/**
 * Where a host sends no headers of its own, this worker gives the page cross-origin isolation, which threads need,
 * from its second opening on; and it keeps what the page has fetched, so that it opens without a network.
 */

/** The part of a service worker's scope that is used here; the page's own library of types has none of it. */
interface Scope {
  readonly location: Location;
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install', listener: () => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetch) => void): void;
}
interface Fetch {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

const scope = self as unknown as Scope;
const KEPT = 'clonarium';

scope.addEventListener('install', () => void scope.skipWaiting());

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== scope.location.origin) return;
  // Names under assets/ hold a hash of what is in the file, which therefore never changes.
  const lasting = new URL(request.url).pathname.includes('/assets/');
  event.respondWith((lasting ? keptFirst(request) : freshFirst(request)).then(isolating));
});

async function keptFirst(request: Request): Promise<Response> {
  const kept = await (await caches.open(KEPT)).match(request);
  return kept ?? keep(request, await fetch(request));
}

async function freshFirst(request: Request): Promise<Response> {
  let fresh: Response;
  try {
    fresh = await fetch(request);
  } catch (error) {
    const kept = await (await caches.open(KEPT)).match(request, { ignoreSearch: true });
    if (kept === undefined) throw error;
    return kept;
  }
  if (request.mode === 'navigate' && fresh.ok) await forgetOlder(request, fresh.clone());
  return keep(request, fresh);
}

/** Another page than the one kept is another build: its assets have other names. */
async function forgetOlder(request: Request, fresh: Response): Promise<void> {
  const kept = await (await caches.open(KEPT)).match(request, { ignoreSearch: true });
  if (kept !== undefined && (await kept.text()) !== (await fresh.text())) await caches.delete(KEPT);
}

async function keep(request: Request, response: Response): Promise<Response> {
  if (response.ok && response.type === 'basic') {
    await (await caches.open(KEPT)).put(request, response.clone());
  }
  return response;
}

function isolating(response: Response): Response {
  if (response.type === 'opaque' || response.type === 'error') return response;
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
