/** What draws the compartments of either kind: fetched when there is the first of it. */
import { useEffect, useState } from 'preact/hooks';
import { pick } from '../inspector/open';
import { missing } from '../state/chosen';
import type { Drawers } from '../tissue/draw/canvasView';

/** Silences of what draws after which it stays closed. */
const MOST_SILENCES = 2;

interface Hearing {
  fail(sentence: string): void;
  picked(compartment: number, at: readonly [x: number, y: number, z: number]): void;
  silent(): void;
}

type Opened = Drawers & { close(): void };
type Opener = (hearing: Hearing) => Opened;

const KINDS = {
  tissues: {
    what: 'The view of the tissue',
    fetch: async (): Promise<Opener> => {
      const { Tissues } = await import('../tissue/tissues');
      return ({ fail, picked, silent }) => new Tissues(fail, picked, silent);
    },
  },
  dishes: {
    what: 'The view of the cells',
    fetch: async (): Promise<Opener> => {
      const { Dishes } = await import('../dish/client');
      return ({ fail, picked }) => new Dishes(fail, (dish, [x, y]) => picked(dish, [x, y, 0]));
    },
  },
};

/**
 * @param wanted whether there are compartments of this kind
 * @param fail told in a sentence why nothing is drawn
 * @returns null while it is not there
 */
export function useDrawers(
  kind: keyof typeof KINDS,
  wanted: boolean,
  fail: (sentence: string) => void,
): Drawers | null {
  const [opener, setOpener] = useState<{ open: Opener } | null>(null);
  const [drawers, setDrawers] = useState<Drawers | null>(null);
  const [silences, setSilences] = useState(0);
  useEffect(() => {
    if (!wanted || opener !== null) return;
    const { fetch, what } = KINDS[kind];
    fetch().then(
      (open) => setOpener({ open }),
      (error) => missing(what, error),
    );
  }, [wanted]);
  useEffect(() => {
    if (!wanted || opener === null) return;
    if (silences === MOST_SILENCES) {
      fail('The tissue view stood still twice, and stays closed. The run goes on.');
      return;
    }
    const opened = opener.open({
      fail,
      picked: (compartment, at) => pick({ compartment, at }),
      silent: () => setSilences(silences + 1),
    });
    setDrawers(opened);
    return () => {
      opened.close();
      setDrawers(null);
    };
  }, [wanted, opener, silences]);
  return wanted ? drawers : null;
}
