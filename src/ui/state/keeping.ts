/** Registers what keeps the page for times without a network, and offers a newer build once it has been fetched. */
import { Store } from './store';

/** After the first seconds, which belong to the run. */
const AFTER_MILLISECONDS = 3000;

export function keepPage(): void {
  setTimeout(() => void register(), AFTER_MILLISECONDS);
}

/** What reloads the page as the newer build that is there; null where there is none, or it was declined. */
export const newerBuild = new Store<(() => void) | null>(null);

const ownBuild = () => document.querySelector<HTMLMetaElement>('meta[name=build]')?.content;

async function register(): Promise<void> {
  // Only a built page has a worker to keep it.
  if (ownBuild() === undefined) return;
  try {
    const registration = await navigator.serviceWorker.register('./sw.js');
    // A page may stay open for days, and nothing but an opening would look for another build.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState !== 'visible') return;
      registration.update().then(
        () => void offer(registration.waiting),
        () => {},
      );
    });
    // One may have been found before, by the browser itself.
    void offer(registration.waiting);
    offerOnceInstalled(registration);
    registration.addEventListener('updatefound', () => offerOnceInstalled(registration));
  } catch {
    // Plain http, a frame of another site, a private window: the page runs on as it does.
  }
}

function offerOnceInstalled(registration: ServiceWorkerRegistration): void {
  const { installing } = registration;
  installing?.addEventListener('statechange', () => {
    if (installing.state === 'installed' && registration.active !== null) void offer(installing);
  });
}

/** Each once: what was declined stays so. */
const offered = new WeakSet<ServiceWorker>();

async function offer(waiting: ServiceWorker | null): Promise<void> {
  if (waiting === null || offered.has(waiting)) return;
  offered.add(waiting);
  if ((await buildOf(waiting)) === ownBuild()) return;
  newerBuild.set(() => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    waiting.postMessage('begin');
  });
}

function buildOf(worker: ServiceWorker): Promise<unknown> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    worker.postMessage('build', [port2]);
  });
}
