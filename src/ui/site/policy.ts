/** What a host is asked to say with every file, and what the page says itself where its host says nothing. */

/**
 * Code and data come from the page's own origin alone; nothing that a scenario holds can become code. The kernels are
 * WebAssembly, which `wasm-unsafe-eval` lets run and which leaves `eval` shut. Pictures are also made in the page.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Cross-origin isolation gives SharedArrayBuffer, which threads inside one compartment need. */
export const ISOLATING_HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export const HEADERS = {
  ...ISOLATING_HEADERS,
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
};
