/** Waiting for what a page, a worker or a program comes to. */
import { expect } from 'vitest';

/** Looks again and again until what is expected holds, for at most so many milliseconds. */
export const within =
  (timeout: number) =>
  <T>(look: () => T) =>
    expect.poll(look, { timeout });

export const soon = within(60_000);
