declare module 'virtual:help' {
  const texts: Record<string, { help: string; citation: string | null }>;
  export default texts;
}
