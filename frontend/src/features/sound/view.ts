/** The stretch of time that the pictures show, in seconds. */
export interface View {
  from: number;
  to: number;
}

/** Closer than this there is nothing more to see. */
const SHORTEST = 0.5;

/** The nearest view of that length within the song. */
function fitted(from: number, length: number, seconds: number): View {
  const size = Math.min(seconds, Math.max(Math.min(SHORTEST, seconds), length));
  const start = Math.min(Math.max(0, from), seconds - size);
  return { from: start, to: start + size };
}

/** Longer or shorter by a factor, with `time` staying where it is. */
export function zoomed({ from, to }: View, factor: number, time: number, seconds: number): View {
  const length = Math.min(seconds, Math.max(Math.min(SHORTEST, seconds), (to - from) * factor));
  const share = (time - from) / (to - from);
  return fitted(time - share * length, length, seconds);
}

export const moved = ({ from, to }: View, by: number, seconds: number): View => fitted(from + by, to - from, seconds);

/** Moved as little as needed for a time to be seen. */
export function showing(view: View, time: number, seconds: number): View {
  if (time >= view.from && time <= view.to) return view;
  return moved(view, time < view.from ? time - view.from : time - view.to, seconds);
}

export const isWhole = ({ from, to }: View, seconds: number): boolean => to - from >= seconds - 1e-6;
