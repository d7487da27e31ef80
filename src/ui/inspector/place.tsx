/** Where a cell of a tissue lies and what it finds there. */
import type { Surroundings } from '../../kernel/inspect/inspector';
import { digits } from '../words/format';

export function Whereabouts({ surroundings }: { surroundings: Surroundings }) {
  const { at, oxygen, room, oxygenShare, normal } = surroundings;
  const [x, y, z] = at;
  const state = !room
    ? 'quiescent: no room for a daughter within reach'
    : oxygenShare === 0
      ? 'quiescent: too little oxygen to divide'
      : oxygenShare < 1
        ? 'held back by a want of oxygen'
        : 'has room and oxygen to divide';
  return (
    <dl class="facts" aria-label="Where it is">
      <div>
        <dt>site</dt>
        <dd data-site={at.join()}>
          {x}, {y}
          {z > 0 && `, ${z}`}
        </dd>
      </div>
      {oxygen !== null && (
        <div>
          <dt>oxygen</dt>
          <dd>{digits(oxygen)} mmHg</dd>
        </div>
      )}
      <div>
        <dt>state</dt>
        <dd>
          {normal && 'normal tissue; '}
          {state}
        </dd>
      </div>
    </dl>
  );
}
