declare module 'virtual:help' {
  interface Shown {
    kind: 'cited' | 'derived' | 'assumed';
    text: string;
  }
  const texts: Record<string, { help: string; law: string | null; mark: Shown | null }>;
  export default texts;
  export const ofPresets: Record<string, Record<string, Shown>>;
  export const catalogue: Record<string, Record<string, Shown & { value: unknown }>>;
}

declare module 'virtual:presets' {
  export const titles: { id: string; title: string }[];
  export const opening: { id: string; title: string; about: string; document: unknown };
}
