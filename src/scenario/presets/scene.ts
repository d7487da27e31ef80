/** How a preset is shown and told: what to see, what to say, what to turn, what to try. */

export const SCENE_GROUPS = {
  heterogeneity: 'Heterogeneity and selection',
  pump: 'The pump',
  target: 'The target',
  place: 'Place',
  treatment: 'Treatment',
} as const;
export type SceneGroup = keyof typeof SCENE_GROUPS;

export const PLOT_NAMES = ['population', 'drug', 'histogram', 'blood'] as const;
export type PlotName = (typeof PLOT_NAMES)[number];

export interface See {
  /** What colours the cells; `amount` and `target` are of the drug or target named `of`. */
  palette?: 'class' | 'clone' | 'oxygen' | 'activity' | 'birth' | 'pump' | 'amount' | 'target';
  of?: string;
  /** Classes are told apart by variants and copies. */
  split?: boolean;
  /** Lies over the cells: oxygen, or a drug by its name. */
  overlay?: string;
  /** Shown beside the stage, in this order. */
  plots: readonly PlotName[];
  /** Axis of the population. */
  scale?: 'log' | 'linear';
  /** Shown by the plots, by name, until another begins. */
  drug?: string;
  /** Shown alone, by name; all together where left out. */
  compartment?: string;
}

interface Knob {
  path: string;
  /** In plain words, without the unit. */
  name: string;
}

export interface Try {
  /** What it does, as a button says it: "Halve the founders". */
  label: string;
  /** Values by path; a part or a list as a whole where the path names one. */
  changes: readonly { path: string; value: unknown }[];
}

export interface Scene {
  group: SceneGroup;
  see: See;
  /**
   * Where the picture begins, as a share of the size, or of the day, at which treatment does: the run-up is computed as fast as
   * it can be. From day 0 where left out.
   */
  from?: number;
  say: {
    /** Stands under the stage until something has happened. */
    caption: string;
    /** For a first-year student; each can be seen in this view. */
    text: readonly [string, string];
  };
  knobs: readonly Knob[];
  tries: readonly Try[];
  /** What to look at, and in which part of the page it is. */
  notice: { text: string; where: 'stage' | PlotName };
  /** Of the run with seed 1: the day of its picture in the menu, one on which the claim is seen. */
  pictureDay: number;
  level: { minutes: number; for: 'a first look' | 'a course' | 'the curious' };
}
