/** *Compare*: the same tumour under up to four treatments, and the same treatment of many tumours. */
import './compare.css';
import { useState } from 'preact/hooks';
import { Sheet } from '../panels/sheet';
import { useSession } from '../state/chosen';
import { ArmsSection } from './armsSection';
import { RepeatSection } from './repeatSection';

const SECTIONS = { arms: 'One tumour, several treatments', repeat: 'Many tumours, one treatment' } as const;
type Section = keyof typeof SECTIONS;

/** What was looked at last stays open. */
let lastSection: Section = 'arms';

export function Panel() {
  const [section, setSection] = useState(lastSection);
  const hasDrugs = useSession(({ running }) => running.drugs.length > 0 || running.inhibitor !== null);
  const choose = (next: Section) => {
    lastSection = next;
    setSection(next);
  };
  const shown = hasDrugs ? section : 'repeat';
  return (
    <Sheet title="Compare">
      {hasDrugs && (
        <fieldset class="switch compare-switch" aria-label="What is compared">
          {(Object.keys(SECTIONS) as Section[]).map((name) => (
            <button key={name} type="button" aria-pressed={shown === name} onClick={() => choose(name)}>
              {SECTIONS[name]}
            </button>
          ))}
        </fieldset>
      )}
      {shown === 'arms' ? <ArmsSection /> : <RepeatSection />}
    </Sheet>
  );
}
