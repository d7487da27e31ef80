/**
 * One sentence about what could not be done, or what makes the numbers doubtful; the run below goes on. And a text to be
 * copied by hand.
 */
import { useEffect, useRef } from 'preact/hooks';
import { announce } from '../state/announce';
import { session, useSession } from '../state/chosen';
import { newerBuild } from '../state/keeping';
import { stepAdvice } from '../state/stepAdvice';
import { useStore } from '../state/store';
import { uncopied } from '../words/copy';

export function Messages() {
  return (
    <section class="messages" aria-label="Messages">
      <NewerBuild />
      <Message />
      <Uncopied />
    </section>
  );
}

/** Stays until it is taken or declined, whatever else is said or begun meanwhile. */
function NewerBuild() {
  const reload = useStore(newerBuild, (act) => act);
  if (reload === null) return null;
  return (
    <div class="message" role="alert">
      <span>A newer version of this page is there.</span>
      <button type="button" class="quiet" onClick={reload}>
        Reload
      </button>
      <button type="button" class="quiet" onClick={() => newerBuild.set(null)}>
        Close
      </button>
    </div>
  );
}

function Message() {
  const message = useSession((state) => state.message);
  const offer = useSession((state) => state.offer);
  const advice = useStore(stepAdvice, ({ sentence, closed }) => (closed ? null : sentence));
  if (message === null) return advice === null ? null : <Advice sentence={advice} />;
  return (
    <div class="message" role="alert">
      <span>{message}</span>
      {offer !== null && (
        <button type="button" class="quiet" onClick={() => void offer.act()}>
          {offer.label}
        </button>
      )}
      <button type="button" class="quiet" onClick={() => session.update({ message: null, offer: null })}>
        Close
      </button>
    </div>
  );
}

/** The text stands marked, so that it takes two keys. */
function Uncopied() {
  const shown = useStore(uncopied, (value) => value);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [shown]);
  if (shown === null) return null;
  return (
    <div class="uncopied">
      <label>
        <span>{shown.label}, to be copied by hand (this page has no clipboard):</span>
        <input
          ref={field}
          type="text"
          name="uncopied"
          readOnly
          value={shown.text}
          onFocus={(event) => event.currentTarget.select()}
        />
      </label>
      <button type="button" class="quiet" onClick={() => uncopied.set(null)}>
        Close
      </button>
    </div>
  );
}

function Advice({ sentence }: { sentence: string }) {
  useEffect(() => announce(sentence), [sentence]);
  return (
    <div class="message">
      <span>{sentence}</span>
      <button type="button" class="quiet" onClick={() => stepAdvice.update({ closed: true })}>
        Close
      </button>
    </div>
  );
}
