/** The control panel: the schema's parameters in four groups, and what waits for a restart. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { roomFor, shortage } from '../../compile/room';
import type { Scenario } from '../../scenario/schema';
import { getPath } from '../../scenario/schema';
import { pendingFields, same, useSession } from '../state/chosen';
import { run } from '../state/run';
import { discardChanges, restart } from '../state/session';
import { useStore } from '../state/store';
import { short } from '../words/format';
import { type Field, fieldsOf, GROUPS, type Group } from './expand';
import { FieldControl } from './field';
import { fetchHelp } from './provenance';
import { matters } from './relevance';

export function ControlPanel() {
  const scenario = useSession((state) => state.scenario);
  const about = useSession((state) => state.about);
  const base = useSession((state) => state.base);
  const fields = fieldsOf(scenario).filter((field) => matters(field));
  const panel = useRef<HTMLDivElement>(null);
  // Another scene is read from its beginning.
  useEffect(() => panel.current?.parentElement?.scrollTo(0, 0), [base]);
  const turnTo = () => void fetchHelp().catch(() => undefined);
  return (
    <div class="control-panel" ref={panel} onPointerEnter={turnTo} onFocusIn={turnTo}>
      <p class="about-preset">{about}</p>
      <RoomLine scenario={scenario} />
      <Pending />
      {GROUPS.map((group) => (
        <GroupOfFields
          key={group}
          group={group}
          fields={fields.filter(({ parameter }) => parameter.group === group)}
          scenario={scenario}
          base={base}
        />
      ))}
    </div>
  );
}

/** How many of these cells this browser holds; a warning when the scenario names more. */
function RoomLine({ scenario }: { scenario: Scenario }) {
  const compartmentBytes = useStore(run, ({ status }) => status?.memory.compartmentBytes ?? null);
  const machineBytes = useStore(run, ({ status }) => status?.memory.machineBytes ?? null);
  if (compartmentBytes === null) return null;
  const room = roomFor(scenario, { compartmentBytes, machineBytes });
  const lack = shortage(scenario, room, short);
  const { lesions } = scenario.tumour;
  const each = lesions === 1 || room.each === room.together ? '' : `, ${short(room.each)} in each lesion`;
  return lack === null ? (
    <p class="room" title={`${room.bytesPerCell.toFixed(1)} bytes for each cell`}>
      This browser holds up to {short(room.together)} of these cells{each}.
    </p>
  ) : (
    <p class="room" data-short role="status">
      {lack}
    </p>
  );
}

function Pending() {
  const count = useSession((state) => pendingFields(state).length);
  if (count === 0) return null;
  return (
    <div class="pending" role="status">
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

interface GroupProps {
  group: Group;
  fields: Field[];
  scenario: Scenario;
  base: Scenario;
}

const isChanged = (field: Field, scenario: Scenario, base: Scenario) =>
  !same(getPath(scenario, field.path), getPath(base, field.path));

function GroupOfFields({ group, fields, scenario, base }: GroupProps) {
  const [open, setOpen] = useState(group === 'Treatment' || group === 'Scenario');
  if (fields.length === 0) return null;
  const changed = fields.filter((field) => isChanged(field, scenario, base)).length;
  return (
    <details
      class="group"
      data-group={group.toLowerCase()}
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        {group}
        {changed > 0 && <span class="changed-count">{changed} changed</span>}
      </summary>
      {open && <Owned fields={fields} depth={0} scenario={scenario} base={base} />}
    </details>
  );
}

interface OwnedProps {
  fields: Field[];
  depth: number;
  scenario: Scenario;
  base: Scenario;
}

/** Fields of their owner first, then those of each thing it owns under that thing's name. */
function Owned({ fields, depth, scenario, base }: OwnedProps) {
  const own = fields.filter(({ owners }) => owners.length === depth);
  const names = [...new Set(fields.flatMap(({ owners }) => owners[depth] ?? []))];
  return (
    <>
      {own.map((field) => (
        <FieldControl key={field.path} field={field} scenario={scenario} base={base} />
      ))}
      {names.map((name) => {
        const inside = fields.filter(({ owners }) => owners[depth] === name);
        const body = <Owned fields={inside} depth={depth + 1} scenario={scenario} base={base} />;
        // A drug with a table of variants would fill the panel: what lies deeper opens on demand.
        return depth === 0 ? (
          <section key={name} class="owner">
            <h3>{name}</h3>
            {body}
          </section>
        ) : (
          <Folded key={name} name={name}>
            {body}
          </Folded>
        );
      })}
    </>
  );
}

function Folded({ name, children }: { name: string; children: ComponentChildren }) {
  const [open, setOpen] = useState(false);
  return (
    <details class="owner" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{name}</summary>
      {open && children}
    </details>
  );
}
