/** A value that components can watch. */
import { useEffect, useRef, useState } from 'preact/hooks';

export class Store<T> {
  private readonly listeners = new Set<(value: T) => void>();

  constructor(private current: T) {}

  get value(): T {
    return this.current;
  }

  set(value: T): void {
    if (Object.is(value, this.current)) return;
    this.current = value;
    for (const listener of this.listeners) listener(value);
  }

  update(part: Partial<T>): void {
    this.set({ ...this.current, ...part });
  }

  watch(listener: (value: T) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

/** Renders again when the selected part changes. The part is selected anew at each rendering, by what it then asks for. */
export function useStore<T, S>(store: Store<T>, select: (value: T) => S): S {
  const selected = select(store.value);
  const latest = useRef({ select, selected });
  latest.current = { select, selected };
  const [, again] = useState(0);
  useEffect(() => {
    const look = (value: T) => {
      const { current } = latest;
      if (!Object.is(current.select(value), current.selected)) again((times) => times + 1);
    };
    look(store.value);
    return store.watch(look);
  }, [store]);
  return selected;
}
