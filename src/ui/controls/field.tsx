/** One parameter: label, slider, number or choice, unit, help, reset, and the sentence when a value is refused. */
import { useEffect, useState } from 'preact/hooks';
import { getPath, type Scenario } from '../../scenario/schema';
import { plain } from '../../worker/plain';
import { announce } from '../state/announce';
import { refuse, same, session, useSession } from '../state/chosen';
import { edit } from '../state/session';
import { stepAdvice } from '../state/stepAdvice';
import { useStore } from '../state/store';
import { field as fieldText } from '../words/format';
import { readNumber, understood } from '../words/numbers';
import type { Field } from './expand';
import { PictureInput, TableInput } from './fileInputs';
import { fetchHelp, provenanceOf, useHelp } from './provenance';
import { positionOf, SLIDER_STEPS, valueAt } from './slider';

interface FieldProps {
  field: Field;
  scenario: Scenario;
  base: Scenario;
  /** Sets it apart from the same field elsewhere on the page. */
  place?: string;
  /** In place of the parameter's own. */
  name?: string;
}

export function FieldControl({ field, scenario, base, place = 'field', name }: FieldProps) {
  const { parameter, path } = field;
  const label = name ?? parameter.label;
  const [helpOpen, setHelpOpen] = useState(false);
  const error = useSession((state) => state.fieldErrors[path]);
  const running = useSession((state) => getPath(state.running, path));
  const value = getPath(scenario, path);
  const original = getPath(base, path);
  const changed = !same(value, original);
  const waits = !same(value, running);
  const id = `${place}-${path.replaceAll(/[^a-zA-Z0-9]+/g, '-')}`;
  return (
    <div class="field" data-path={path} data-kind={parameter.kind}>
      <div class="field-head">
        <label for={id}>
          {changed && <span class="dot" role="img" aria-label="changed" title="Changed" />}
          {label}
        </label>
        <button
          type="button"
          class="help-button"
          aria-label={`About ${label}`}
          aria-expanded={helpOpen}
          onClick={() => setHelpOpen(!helpOpen)}
        >
          <HelpMark />
        </button>
        <MarkTag field={field} scenario={scenario} base={base} />
        {changed && <Reset field={field} label={label} original={original} />}
      </div>
      <div class="field-body">
        <Entry
          id={id}
          label={label}
          field={field}
          scenario={scenario}
          value={value}
          invalid={error !== undefined}
        />
      </div>
      {error !== undefined && (
        <p class="field-error" role="alert">
          {error}
        </p>
      )}
      {path === 'stepHours' && <StepNote />}
      {waits && error === undefined && <p class="field-waits">takes effect at the next restart</p>}
      {helpOpen && <Help field={field} scenario={scenario} base={base} />}
    </div>
  );
}

function Reset({ field, label, original }: { field: Field; label: string; original: unknown }) {
  return (
    <button
      type="button"
      class="reset-button"
      aria-label={`Reset ${label}`}
      title={`Back to ${String(original).slice(0, 40)}`}
      onClick={() => edit(field, original)}
    >
      reset
    </button>
  );
}

interface EntryProps {
  id: string;
  label: string;
  field: Field;
  scenario: Scenario;
  value: unknown;
  invalid: boolean;
}

/** Where the value is entered, by what it is. */
function Entry({ id, label, field, scenario, value, invalid }: EntryProps) {
  const { parameter, path } = field;
  return (
    <>
      {parameter.kind === 'number' && (
        <NumberInputs id={id} label={label} field={field} value={Number(value)} invalid={invalid} />
      )}
      {parameter.kind === 'choice' && (
        <select
          id={id}
          name={path}
          value={String(value)}
          onChange={(event) => edit(field, event.currentTarget.value)}
        >
          {parameter.options?.map((option) => (
            <option key={option} value={option}>
              {option}
            </option>
          ))}
        </select>
      )}
      {parameter.file === 'picture' && <PictureInput id={id} field={field} scenario={scenario} />}
      {parameter.file === 'table' && <TableInput id={id} field={field} scenario={scenario} />}
      {parameter.kind === 'boolean' && (
        <input
          id={id}
          name={path}
          type="checkbox"
          checked={Boolean(value)}
          onChange={(event) => edit(field, event.currentTarget.checked)}
        />
      )}
    </>
  );
}

/** Stays beside the control also when the same sentence above the page was closed. */
function StepNote() {
  const sentence = useStore(stepAdvice, (advice) => advice.sentence);
  return sentence === null ? null : <p class="field-advice">{sentence}</p>;
}

function HelpMark() {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      <circle cx="7" cy="7" r="6" fill="none" stroke="currentColor" />
      <path d="M7 6v4.2M7 3.4v1.2" stroke="currentColor" stroke-width="1.4" />
    </svg>
  );
}

/** Whether the value is cited, derived or assumed. */
function MarkTag({ field, scenario, base }: Sourced) {
  const texts = useHelp();
  const id = useSession((state) => state.presetId);
  const found = texts === null ? null : provenanceOf(field, scenario, { id, scenario: base }, texts);
  return found === null ? null : <span class="mark-tag">{found.kind}</span>;
}

interface Sourced {
  field: Field;
  scenario: Scenario;
  base: Scenario;
}

function Help({ field, scenario, base }: Sourced) {
  const texts = useHelp();
  const id = useSession((state) => state.presetId);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    fetchHelp().catch(() => setFailed(true));
  }, []);
  if (failed) return <p class="field-help">The help could not be loaded.</p>;
  if (texts === null) return null;
  const { help = '', law = null } = texts.texts[field.parameter.path] ?? {};
  const found = provenanceOf(field, scenario, { id, scenario: base }, texts);
  return (
    <p class="field-help">
      {help}
      {law !== null && <cite>Equation: {law}.</cite>}
      {found !== null && <cite>{found.text}</cite>}
    </p>
  );
}

interface NumberProps {
  id: string;
  label: string;
  field: Field;
  value: number;
  invalid: boolean;
}

function NumberInputs({ id, label, field, value, invalid }: NumberProps) {
  const { parameter, path } = field;
  // What is being typed stays as typed until it is a value; a refused text is kept beside its sentence.
  const [typed, setTyped] = useState<string | null>(null);
  const [read, setRead] = useState<{ value: number; note: string } | null>(null);
  const accept = (text: string) => {
    let number: number;
    try {
      number = readNumber(path, text);
    } catch (error) {
      refuse(path, plain(error));
      return;
    }
    edit(field, number);
    if (session.value.fieldErrors[path] !== undefined) return;
    setTyped(null);
    const note = understood(text, number);
    if (note !== null) announce(note);
    if (text !== fieldText(number)) setRead(note === null ? null : { value: number, note });
  };
  return (
    <>
      <input
        type="range"
        aria-label={`${label}, slider`}
        tabIndex={-1}
        min={0}
        max={SLIDER_STEPS}
        value={positionOf(value, parameter)}
        onInput={(event) => {
          setTyped(null);
          edit(field, valueAt(Number(event.currentTarget.value), parameter));
        }}
      />
      <input
        id={id}
        name={path}
        type="text"
        inputMode="decimal"
        title={String(value)}
        autocomplete="off"
        aria-invalid={invalid}
        value={typed !== null && (invalid || typed !== fieldText(value)) ? typed : fieldText(value)}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onChange={(event) => accept(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') accept(event.currentTarget.value);
        }}
      />
      <span class="unit">{parameter.unit}</span>
      {read !== null && read.value === value && !invalid && <span class="field-read">{read.note}</span>}
    </>
  );
}
