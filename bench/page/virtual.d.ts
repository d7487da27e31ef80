/** Written by builtByNode.ts while the page is built. */
declare module 'virtual:built-by-node' {
  export const node: string;
  export const commit: string;
  /** By caseKey. */
  export const hashes: Record<string, string>;
}
