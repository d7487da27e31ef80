declare module 'virtual:presets' {
  export const titles: { id: string; title: string }[];
  export const opening: { id: string; title: string; about: string; document: unknown };
}
