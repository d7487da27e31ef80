/** One sentence about what could not be done; the run below goes on. */
import { session, useSession } from './session';

export function Message() {
  const message = useSession((state) => state.message);
  if (message === null) return null;
  return (
    <div class="message" role="alert">
      <span>{message}</span>
      <button type="button" class="quiet" onClick={() => session.update({ message: null })}>
        Close
      </button>
    </div>
  );
}
