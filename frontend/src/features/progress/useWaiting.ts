import { useEffect, useState } from 'react';

/** Whole seconds since `what` last changed; stays 0 while there is nothing to wait for. */
export function useWaiting(what: string, waiting: boolean): number {
  const [since, setSince] = useState({ what, seconds: 0 });
  if (since.what !== what) setSince({ what, seconds: 0 });
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => setSince((last) => ({ ...last, seconds: last.seconds + 1 })), 1000);
    return () => clearInterval(timer);
  }, [what, waiting]);
  return waiting && since.what === what ? since.seconds : 0;
}
