/** What waits for a restart, and how many of these cells there is room for. */
import { useEffect } from 'preact/hooks';
import { roomFor, shortage } from '../../compile/room';
import { announce } from '../state/announce';
import { pendingFields, useSession } from '../state/chosen';
import { run } from '../state/run';
import { discardChanges, restart } from '../state/session';
import { useStore } from '../state/store';
import { short } from '../words/format';

/** How many of these cells this browser holds; a warning when the scenario names more. */
export function RoomLine() {
  const scenario = useSession((state) => state.scenario);
  const compartmentBytes = useStore(run, ({ status }) => status?.memory.compartmentBytes ?? null);
  const machineBytes = useStore(run, ({ status }) => status?.memory.machineBytes ?? null);
  const room = compartmentBytes === null ? null : roomFor(scenario, { compartmentBytes, machineBytes });
  const lack = room === null ? null : shortage(scenario, room, short);
  useEffect(() => {
    if (lack !== null) announce(lack);
  }, [lack]);
  if (room === null) return null;
  const { lesions } = scenario.tumour;
  const each = lesions === 1 || room.each === room.together ? '' : `, ${short(room.each)} in each lesion`;
  return lack === null ? (
    <p class="room" title={`${room.bytesPerCell.toFixed(1)} bytes for each cell`}>
      This browser holds up to {short(room.together)} of these cells{each}.
    </p>
  ) : (
    <p class="room" data-short>
      {lack}
    </p>
  );
}

export function Pending() {
  const count = useSession((state) => pendingFields(state).length);
  const some = count > 0;
  useEffect(() => {
    if (some) announce('A changed value waits for a restart.');
  }, [some]);
  if (!some) return null;
  return (
    <div class="pending">
      <span>
        {count === 1 ? 'One changed value waits' : `${count} changed values wait`} for a restart; this run
        goes on without {count === 1 ? 'it' : 'them'}.
      </span>
      <span class="pending-actions">
        <button type="button" onClick={() => void restart()}>
          Restart
        </button>
        <button type="button" class="quiet" onClick={discardChanges}>
          Discard
        </button>
      </span>
    </div>
  );
}
