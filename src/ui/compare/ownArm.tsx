/** An arm of one's own: any one value that a run under treatment can take. */
import { useState } from 'preact/hooks';
import { getPath, setPath } from '../../scenario/schema';
import { plain } from '../../worker/plain';
import type { Field } from '../controls/expand';
import { useSession } from '../state/chosen';
import { readNumber } from '../words/numbers';
import { type ArmChoice, armFields } from './choices';

const nameOf = ({ parameter, owners }: Field) =>
  `${owners.length > 0 ? `${owners.join(', ')}: ` : ''}${parameter.label}`;

const withUnit = ({ parameter }: Field, value: unknown) =>
  `${String(value)}${parameter.unit === '' ? '' : ` ${parameter.unit}`}`;

interface OwnArmProps {
  disabled: boolean;
  onAdd(choice: ArmChoice): void;
}

export function OwnArm({ disabled, onAdd }: OwnArmProps) {
  const running = useSession((session) => session.running);
  const fields = armFields(running).filter(({ path }) => typeof getPath(running, path) === 'number');
  const [path, setPathChosen] = useState(
    () => fields.find(({ path: at }) => at.startsWith('drugs'))?.path ?? '',
  );
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const field = fields.find((each) => each.path === path) ?? fields[0];
  if (field === undefined) return null;
  const add = () => {
    try {
      const value = readNumber(nameOf(field), text);
      setPath(structuredClone(running), field.path, value);
      setError(null);
      setText('');
      onAdd({
        label: `${nameOf(field)} ${withUnit(field, value)}`,
        changes: [{ path: field.path, value }],
      });
    } catch (refused) {
      setError(plain(refused));
    }
  };
  return (
    <fieldset class="compare-own" disabled={disabled}>
      <legend>An arm of your own</legend>
      <select
        aria-label="What differs"
        name="arm-field"
        value={field.path}
        onChange={(event) => setPathChosen(event.currentTarget.value)}
      >
        {fields.map((each) => (
          <option key={each.path} value={each.path}>
            {nameOf(each)} (now {withUnit(each, getPath(running, each.path))})
          </option>
        ))}
      </select>
      <input
        type="text"
        inputMode="decimal"
        name="arm-value"
        aria-label={`${nameOf(field)}, other value`}
        aria-invalid={error !== null}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <button type="button" onClick={add}>
        Add
      </button>
      {error !== null && (
        <p class="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
