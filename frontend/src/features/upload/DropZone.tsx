import { useEffect, useRef, useState } from 'react';
import { Icon } from '@/components/Icon';
import styles from './Upload.module.css';

/** How long the note about several files stays, in milliseconds. */
const NOTE = 8000;

const carriesFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** The whole page takes a dropped file; of several the first, and says so. */
export function DropZone({ onFile }: { onFile: (file: File) => void }) {
  const [over, setOver] = useState(false);
  const [taken, setTaken] = useState<string | null>(null);
  const depth = useRef(0);

  useEffect(() => {
    if (taken === null) return;
    const timer = setTimeout(() => setTaken(null), NOTE);
    return () => clearTimeout(timer);
  }, [taken]);

  useEffect(() => {
    const count = (change: number) => {
      depth.current = Math.max(0, depth.current + change);
      setOver(depth.current > 0);
    };
    const enter = (event: DragEvent) => carriesFile(event) && count(1);
    const leave = (event: DragEvent) => carriesFile(event) && count(-1);
    const hover = (event: DragEvent) => carriesFile(event) && event.preventDefault();
    const drop = (event: DragEvent) => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      count(-depth.current);
      const files = event.dataTransfer?.files;
      const file = files?.[0];
      setTaken(file && files.length > 1 ? file.name : null);
      if (file) onFile(file);
    };
    const listeners = { dragenter: enter, dragleave: leave, dragover: hover, drop };
    const pairs = Object.entries(listeners) as [keyof typeof listeners, (event: DragEvent) => void][];
    for (const [name, listener] of pairs) window.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of pairs) window.removeEventListener(name, listener);
    };
  }, [onFile]);

  return (
    <>
      <div role="status">
        {taken !== null && <p className={styles.note}>{`One song at a time: “${taken}” is the one that is heard.`}</p>}
      </div>
      {over && (
        <div className={styles.overlay}>
          <p className={styles.invitation}>
            <Icon name="file" size={40} />
            Let go, and it is heard
          </p>
        </div>
      )}
    </>
  );
}
