/** What went wrong as a person may read it: sentences of our own as they are, those of a browser in our words. */

/** Errors of the project's own, by the name that they keep across workers. */
const OWN: ReadonlySet<unknown> = new Set(['Error', 'ScenarioError', 'CheckpointError']);

/** By the names of DOMException and of the engine's errors. */
const WORDS: Record<string, string> = {
  AbortError: 'it was broken off',
  CompileError: 'this browser cannot compile the kernel',
  DataCloneError: 'this browser does not share memory with its workers',
  LinkError: 'this browser cannot start the kernel',
  NoModificationAllowedError: 'another tab is using it at this moment',
  NotAllowedError: 'this browser does not allow it here',
  NotFoundError: 'it is no longer there',
  NotReadableError: 'the file can no longer be read',
  QuotaExceededError: 'the browser’s storage is full',
  RangeError: 'this device gave too little memory',
  RuntimeError: 'the kernel failed',
  SecurityError: 'this browser does not allow it here',
};

/** Every engine has words of its own for what did not come over the network. */
const UNFETCHED =
  /fetch|importing a module|imported module|module script|load failed|networkerror|unable to preload|http status|MIME/i;

export function plain(error: unknown): string {
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  if (name !== 'ScenarioError' && UNFETCHED.test(message)) return unfetched();
  if (OWN.has(name)) return message;
  return WORDS[name] ?? 'something in the page failed';
}

/** With a full stop where it ends without a mark. */
export const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

export const unfetched = (): string =>
  navigator.onLine
    ? 'it could not be fetched: the host gave no answer, or no longer has it'
    : 'it could not be fetched: there is no network, and this browser has not kept it';
