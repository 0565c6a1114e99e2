import { useEffect, useRef, useState } from 'react';
import { Icon } from '@/components/Icon';
import styles from './Upload.module.css';

const carriesFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** The whole page takes a dropped file. */
export function DropZone({ onFile }: { onFile: (file: File) => void }) {
  const [over, setOver] = useState(false);
  const depth = useRef(0);

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
      const file = event.dataTransfer?.files[0];
      if (file) onFile(file);
    };
    const listeners = { dragenter: enter, dragleave: leave, dragover: hover, drop };
    const pairs = Object.entries(listeners) as [keyof typeof listeners, (event: DragEvent) => void][];
    for (const [name, listener] of pairs) window.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of pairs) window.removeEventListener(name, listener);
    };
  }, [onFile]);

  if (!over) return null;
  return (
    <div className={styles.overlay}>
      <p className={styles.invitation}>
        <Icon name="file" size={40} />
        Let go, and the forests listen
      </p>
    </div>
  );
}
