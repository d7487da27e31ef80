declare module 'virtual:presets' {
  export const titles: {
    id: string;
    title: string;
    group: import('../../scenario/presets/scene').SceneGroup;
  }[];
  export const opening: {
    id: string;
    title: string;
    about: string;
    document: unknown;
    scene: import('../../scenario/presets/scene').Scene;
  };
}
