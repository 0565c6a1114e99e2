import { useEffect, useState } from 'react';
import { peaksOf, type Peaks } from '@/lib/peaks';

/** An outline needs no more; and less to hold than the file's own rate. */
const RATE = 8000;

/** Larger files wait for the server's drawing: decoded, they would fill a phone's memory. */
const MOST_BYTES = 40e6;

/** The outline of a file that is at hand here, drawn before anything is heard of the server; null while there is none. */
export function useLocalPeaks(file: File | null): Peaks | null {
  const [found, setFound] = useState<{ file: File; peaks: Peaks } | null>(null);
  useEffect(() => {
    let wanted = true;
    if (file && file.size <= MOST_BYTES && 'OfflineAudioContext' in window) {
      outlineOf(file).then(
        (peaks) => wanted && setFound({ file, peaks }),
        // What this browser cannot decode the server may: the line stays until then.
        () => undefined,
      );
    }
    return () => {
      wanted = false;
    };
  }, [file]);
  return found?.file === file ? found.peaks : null;
}

async function outlineOf(file: File): Promise<Peaks> {
  const sound = await new OfflineAudioContext(1, 1, RATE).decodeAudioData(await file.arrayBuffer());
  return peaksOf(Array.from({ length: sound.numberOfChannels }, (_, i) => sound.getChannelData(i)), sound.sampleRate);
}
