/** One sentence about what could not be done; the run below goes on. */
import { session, useSession } from './session';

export function Message() {
  const message = useSession((state) => state.message);
  const offer = useSession((state) => state.offer);
  if (message === null) return null;
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
