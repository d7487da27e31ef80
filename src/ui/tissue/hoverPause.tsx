/** A view of cells that may stop the run while the pointer rests on it, and the choice whether it does. */
import { useEffect, useRef } from 'preact/hooks';
import { run } from '../state/run';
import { command } from '../state/running';
import { useStore } from '../state/store';
import { pauseOnHover } from './state';

interface CanvasProps {
  hostRef: { current: HTMLDivElement | null };
  of?: 'tissue' | 'dish';
}

/** Pauses the run while the pointer rests on the view, if one wants that. */
export function PausingCanvas({ hostRef, of = 'tissue' }: CanvasProps) {
  const pauses = useStore(pauseOnHover, (value) => value);
  const paused = useRef(false);
  const resume = () => {
    if (paused.current) command((patient) => patient.play());
    paused.current = false;
  };
  useEffect(() => (pauses ? resume : undefined), [pauses]);
  return (
    <div
      class={`${of}-canvas`}
      ref={hostRef}
      onPointerEnter={(event) => {
        if (!pauses || event.pointerType !== 'mouse' || !run.value.status?.playing) return;
        paused.current = true;
        command((patient) => patient.pause());
      }}
      onPointerLeave={resume}
    />
  );
}

export function HoverPause() {
  const on = useStore(pauseOnHover, (value) => value);
  return (
    <label class="tissue-hover" title="The run waits while the pointer is on the view">
      <input
        type="checkbox"
        name="pause-on-hover"
        checked={on}
        onChange={(event) => pauseOnHover.set(event.currentTarget.checked)}
      />
      pause on hover
    </label>
  );
}
