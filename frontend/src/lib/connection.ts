/** Whether the server can be reached, as far as the browser and the last answers tell. */
let lost = false;
const listeners = new Set<() => void>();

/** Said by whoever asks the server: its last request came to nothing, or was answered. */
export function reached(answered: boolean): void {
  if (lost === !answered) return;
  lost = !answered;
  for (const listener of listeners) listener();
}

export type Connection = 'here' | 'offline' | 'away';

/** `offline`: this machine has no network. `away`: it has, but the server does not answer. */
export const connection = (): Connection => (!navigator.onLine ? 'offline' : lost ? 'away' : 'here');

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}
