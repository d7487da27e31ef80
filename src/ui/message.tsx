/** One sentence about what could not be done, or what makes the numbers doubtful; the run below goes on. */
import { session, useSession } from './session';
import { stepAdvice } from './stepAdvice';
import { useStore } from './store';

export function Message() {
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

function Advice({ sentence }: { sentence: string }) {
  return (
    <div class="message" role="status">
      <span>{sentence}</span>
      <button type="button" class="quiet" onClick={() => stepAdvice.update({ closed: true })}>
        Close
      </button>
    </div>
  );
}
