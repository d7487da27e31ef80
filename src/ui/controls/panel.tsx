/** All parameters of the schema, in tabs and to be searched; what waits for a restart stands above them. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Scenario } from '../../scenario/schema';
import { getPath } from '../../scenario/schema';
import { same, useSession } from '../state/chosen';
import { allParameters } from '../state/view';
import { type Field, fieldsOf, GROUPS, type Group } from './expand';
import { FieldControl } from './field';
import { Pending } from './pending';
import { fetchHelp } from './provenance';
import { matters } from './relevance';

export function ControlPanel() {
  const scenario = useSession((state) => state.scenario);
  const base = useSession((state) => state.base);
  const [group, setGroup] = useState<Group>('Scenario');
  const [wanted, setWanted] = useState('');
  const fields = fieldsOf(scenario).filter((field) => matters(field));
  const panel = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // Another scene is read from its beginning.
  useEffect(() => panel.current?.parentElement?.scrollTo(0, 0), [base]);
  useEffect(() => heading.current?.focus(), []);
  const prepareHelp = () => void fetchHelp().catch(() => undefined);
  const found = fields.filter((field) => speaksOf(field, wanted));
  const groups = GROUPS.filter((name) => fields.some(({ parameter }) => parameter.group === name));
  const shown = groups.includes(group) ? group : groups[0];
  return (
    <div class="control-panel" ref={panel} onPointerEnter={prepareHelp} onFocusIn={prepareHelp}>
      <div class="control-head">
        <h2 ref={heading} tabIndex={-1}>
          All parameters
        </h2>
        <button type="button" onClick={() => allParameters.set(false)}>
          Back to the scene
        </button>
        <input
          type="search"
          name="find-parameter"
          aria-label="Find a parameter"
          placeholder="find, e.g. pump"
          value={wanted}
          onInput={(event) => setWanted(event.currentTarget.value)}
        />
        {wanted === '' && (
          <Tabs
            groups={groups}
            shown={shown}
            turnTo={setGroup}
            fields={fields}
            scenario={scenario}
            base={base}
          />
        )}
      </div>
      <Pending />
      {wanted === '' ? (
        <Owned
          key={shown}
          fields={fields.filter(({ parameter }) => parameter.group === shown)}
          depth={0}
          scenario={scenario}
          base={base}
        />
      ) : (
        <Found fields={found} scenario={scenario} base={base} />
      )}
    </div>
  );
}

/** More would not be read. */
const MOST_FOUND = 40;

/** By name, path, or what it belongs to. */
function speaksOf({ parameter, path, owners }: Field, wanted: string): boolean {
  const text = `${parameter.label} ${path} ${owners.join(' ')}`.toLowerCase();
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

interface FieldsProps {
  fields: Field[];
  scenario: Scenario;
  base: Scenario;
}

interface TabsProps extends FieldsProps {
  groups: readonly Group[];
  shown: Group | undefined;
  turnTo(group: Group): void;
}

function Tabs({ groups, shown, turnTo, fields, scenario, base }: TabsProps) {
  return (
    <div class="control-tabs">
      {groups.map((name) => (
        <button key={name} type="button" aria-pressed={shown === name} onClick={() => turnTo(name)}>
          {name}
          <Changed
            fields={fields.filter(({ parameter }) => parameter.group === name)}
            scenario={scenario}
            base={base}
          />
        </button>
      ))}
    </div>
  );
}

function Found({ fields, scenario, base }: FieldsProps) {
  if (fields.length === 0) return <p class="empty">No parameter of this scenario has these words.</p>;
  return (
    <>
      {fields.slice(0, MOST_FOUND).map((field) => (
        <FieldControl
          key={field.path}
          field={field}
          scenario={scenario}
          base={base}
          name={[field.parameter.label, ...field.owners].join(', ')}
        />
      ))}
      {fields.length > MOST_FOUND && <p class="empty">{fields.length - MOST_FOUND} more: say more words.</p>}
    </>
  );
}

function Changed({ fields, scenario, base }: FieldsProps) {
  const count = fields.filter(({ path }) => !same(getPath(scenario, path), getPath(base, path))).length;
  return count === 0 ? null : <span class="changed-count">{count} changed</span>;
}

interface OwnedProps extends FieldsProps {
  depth: number;
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
