/** The microphone, as far as a recording needs it. */
import { peakOf } from './wav';

/** Why nothing can be recorded. */
export type Obstacle = 'refused' | 'none' | 'busy' | 'insecure' | 'failed';

export interface Capture {
  rate: number;
  blocks: Float32Array[];
  /** Ends it, and lets go of the microphone. */
  end: () => void;
}

const obstacles = new Map<string, Obstacle>(Object.entries({
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  NotReadableError: 'busy',
  AbortError: 'busy',
} as const));

export const obstacleOf = (error: unknown): Obstacle => (error instanceof Error || error instanceof DOMException ? obstacles.get(error.name) : undefined) ?? 'failed';

/** What helps voices on the telephone spoils music. */
const AS_IT_IS = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

/** Begins to record; `onBlock` hears how many seconds there are by now and how loud the last moment was. */
export async function capture(onBlock: (seconds: number, peak: number) => void): Promise<Capture> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: AS_IT_IS });
  const context = new AudioContext();
  const end = () => {
    for (const track of stream.getTracks()) track.stop();
    // Closed twice it would complain.
    if (context.state !== 'closed') void context.close();
  };
  try {
    await context.audioWorklet.addModule('/recorder.js');
    const recorder = new AudioWorkletNode(context, 'recorder', { numberOfOutputs: 0 });
    const made: Capture = { rate: context.sampleRate, blocks: [], end };
    let samples = 0;
    recorder.port.onmessage = ({ data }: MessageEvent<Float32Array>) => {
      made.blocks.push(data);
      samples += data.length;
      onBlock(samples / context.sampleRate, peakOf(data));
    };
    context.createMediaStreamSource(stream).connect(recorder);
    await context.resume();
    return made;
  } catch (error) {
    end();
    throw error;
  }
}
